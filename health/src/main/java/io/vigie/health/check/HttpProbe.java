package io.vigie.health.check;

import com.google.re2j.Pattern;
import io.vigie.health.HealthState;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundException;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks for a page. An answer in JSON that says `"status": "degraded"` or `"unhealthy"`, as health
/// endpoints do, is believed.
final class HttpProbe implements Probe {
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int SHOWN_CHARS = 200;

  private final CheckTarget.Http target;
  private final OutboundClient client;
  private final Ticker ticker;
  private final OutboundRequest request;
  private final Pattern body;

  HttpProbe(CheckTarget.Http target, Duration timeout, OutboundClient client, Ticker ticker) {
    this.target = target;
    this.client = client;
    this.ticker = ticker;
    this.body = Pattern.compile(target.body());
    this.request =
        OutboundRequest.get(target.url())
            .withMethod(target.method())
            .withTimeout(timeout)
            .withMaxBodyBytes(MAX_BODY_BYTES);
  }

  @Override
  public Seen look() {
    long start = ticker.readNanos();
    try {
      OutboundResponse response = client.send(request);
      return judge(response, Duration.ofNanos(ticker.readNanos() - start));
    } catch (OutboundException e) {
      return Seen.bad(phase(e.kind()), String.valueOf(e.getMessage()));
    }
  }

  private static String phase(OutboundException.Kind kind) {
    return switch (kind) {
      case UNKNOWN_HOST -> "resolve";
      case REFUSED, UNREACHABLE, PROXY -> "connect";
      case TLS -> "tls";
      case TIMEOUT -> "timeout";
      case TOO_LARGE, PROTOCOL, CLOSED, REDIRECT -> "response";
      case CREDENTIALS -> "credentials";
      case CANCELLED, OTHER -> "request";
    };
  }

  private Seen judge(OutboundResponse response, Duration took) {
    Map<String, String> status = Map.of("httpStatus", Integer.toString(response.status()));
    boolean expected =
        target.statuses().isEmpty()
            ? response.isSuccess()
            : target.statuses().contains(response.status());
    if (!expected) {
      return Seen.bad("status", "answered " + response.statusLine(), withBody(response));
    }
    if (!body.matcher(response.text()).find()) {
      return Seen.bad("body", "the body does not match " + target.body(), withBody(response));
    }
    HealthState said = said(response);
    if (said == HealthState.UNHEALTHY) {
      return Seen.bad("body", "the service says that it is unhealthy", withBody(response));
    }
    if (target.slow().isPresent() && took.compareTo(target.slow().get()) > 0) {
      return new Seen(
          HealthState.DEGRADED,
          "latency",
          "answered after " + took.toMillis() + " ms, slower than " + target.slow().get(),
          status);
    }
    return said == HealthState.DEGRADED
        ? new Seen(said, "body", "the service says that it is degraded", withBody(response))
        : Seen.well(HealthState.HEALTHY, status);
  }

  private static Map<String, String> withBody(OutboundResponse response) {
    String text = response.text();
    String head = text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
    return Map.of("httpStatus", Integer.toString(response.status()), "body", head);
  }

  /// What the service says of itself in the way of the field; nothing else says anything.
  private static HealthState said(OutboundResponse response) {
    if (!response.header("Content-Type").toLowerCase(Locale.ROOT).contains("json")) {
      return HealthState.UNKNOWN;
    }
    try {
      JsonNode json = JsonMapper.shared().readTree(response.text());
      JsonNode status = json.path("status");
      String word =
          status.isString() ? status.asString() : json.path("data").path("status").asString("");
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "healthy", "ok", "up", "pass" -> HealthState.HEALTHY;
        case "degraded", "warn", "warning" -> HealthState.DEGRADED;
        case "unhealthy", "down", "fail", "critical" -> HealthState.UNHEALTHY;
        default -> HealthState.UNKNOWN;
      };
    } catch (JacksonException e) {
      return HealthState.UNKNOWN;
    }
  }
}
