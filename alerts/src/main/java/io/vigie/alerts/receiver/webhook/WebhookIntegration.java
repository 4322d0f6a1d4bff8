package io.vigie.alerts.receiver.webhook;

import io.vigie.alerts.config.receiver.WebhookConfig;
import io.vigie.alerts.handling.Acknowledgements;
import io.vigie.alerts.receiver.Integration;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Delivered;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.alerts.receiver.Outcome.Refused;
import io.vigie.alerts.receiver.Outcome.Retry;
import io.vigie.alerts.receiver.Texts;
import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundException;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;

/// Posts the group as JSON. 2xx is success; 5xx and broken connections are worth another try,
/// everything else is not.
public final class WebhookIntegration implements Integration {
  private static final Duration LONGEST_REQUEST = Duration.ofMinutes(5);
  private static final int MAX_ANSWER = 200;

  private final WebhookConfig config;
  private final OutboundClient client;
  private final Texts texts;
  private final Acknowledgements acknowledgements;
  private final String externalUrl;
  private final InstantSource clock;

  /// @param client made for the settings; closed with this
  public WebhookIntegration(
      WebhookConfig config,
      OutboundClient client,
      Texts texts,
      Acknowledgements acknowledgements,
      String externalUrl,
      InstantSource clock) {
    this.config = config;
    this.client = client;
    this.texts = texts;
    this.acknowledgements = acknowledgements;
    this.externalUrl = externalUrl;
    this.clock = clock;
  }

  @Override
  public Outcome notify(Notification notification) {
    try {
      String body = body(notification);
      String url = texts.expand(config.url().read().reveal(), notification);
      OutboundRequest request =
          OutboundRequest.post(URI.create(url), "application/json", body)
              .withTimeout(timeout(notification));
      return outcome(client.send(request));
    } catch (OutboundException e) {
      return new Retry(Failure.OTHER, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Refused(Failure.OTHER, "read url_file: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      // The text of the exception may hold the address, which may be secret.
      return new Refused(Failure.CLIENT_ERROR, "the webhook's url is not an address");
    }
  }

  private String body(Notification notification) {
    int max = (int) Math.min(config.maxAlerts(), Integer.MAX_VALUE);
    List<Alert> alerts = notification.alerts();
    int truncated = max > 0 ? Math.max(0, alerts.size() - max) : 0;
    Notification sent =
        truncated > 0 ? notification.withAlerts(alerts.subList(0, max)) : notification;
    return WebhookMessage.of(
        sent, routeLabels(notification), acknowledgements, externalUrl, truncated);
  }

  private Labels routeLabels(Notification notification) {
    var expanded = new TreeMap<String, String>();
    notification
        .routeLabels()
        .forEach((name, text) -> expanded.put(name, texts.expand(text, notification)));
    return Labels.of(expanded);
  }

  private Duration timeout(Notification notification) {
    Duration left = Duration.between(clock.instant(), notification.deadline());
    Duration own = config.timeout().isZero() ? LONGEST_REQUEST : config.timeout();
    Duration shorter = left.compareTo(own) < 0 ? left : own;
    return shorter.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : shorter;
  }

  private static Outcome outcome(OutboundResponse response) {
    if (response.isSuccess()) {
      return new Delivered(response.statusLine());
    }
    Failure failure = Failure.ofStatus(response.status());
    String reason =
        "unexpected status code " + response.status() + ": " + shortened(response.text());
    return response.status() / 100 == 5 ? new Retry(failure, reason) : new Refused(failure, reason);
  }

  private static String shortened(String text) {
    String line = text.strip();
    return line.length() <= MAX_ANSWER ? line : line.substring(0, MAX_ANSWER) + "…";
  }

  @Override
  public void close() {
    client.close();
  }
}
