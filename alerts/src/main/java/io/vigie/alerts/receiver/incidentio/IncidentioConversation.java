package io.vigie.alerts.receiver.incidentio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.alerts.config.receiver.IncidentioConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.message.MessageTemplates;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import io.vigie.template.json.GoJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Posts the data of the message as JSON, with one alert only if all are too large.
public final class IncidentioConversation implements HttpConversation {
  private static final int MAX_BODY_BYTES = 512 * 1024;

  private final IncidentioConfig config;
  private final MessageTemplates templates;

  public IncidentioConversation(IncidentioConfig config, MessageTemplates templates) {
    this.config = config;
    this.templates = templates;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    int all = notification.alerts().size();
    int most = config.maxAlerts() == 0 ? all : (int) Math.min(all, config.maxAlerts());
    Notification sent = notification.withAlerts(notification.alerts().subList(0, most));
    String body = body(sent, all - most);
    if (body.getBytes(UTF_8).length > MAX_BODY_BYTES && most > 1) {
      body = body(sent.withAlerts(sent.alerts().subList(0, 1)), all - most);
    }
    OutboundRequest request = OutboundRequest.post(URI.create(url()), "application/json", body);
    String token = config.alertSourceToken().read().reveal();
    if (!token.isEmpty()) {
      request = request.withHeader("Authorization", "Bearer " + token);
    }
    OutboundResponse response = sender.send(request);
    return Answers.byStatus(response, details(response), 429);
  }

  private String body(Notification notification, int truncated) {
    String data = GoJson.write(templates.message(notification).data());
    String more =
        Json.text(
            Json.object(
                "version", "1", "groupKey", notification.groupKey(), "truncatedAlerts", truncated));
    return data.substring(0, data.length() - 1) + "," + more.substring(1);
  }

  private String url() throws IOException {
    return config.url().isPresent()
        ? config.url().get().toString()
        : Files.readString(config.urlFile().orElseThrow()).strip();
  }

  private static String details(OutboundResponse response) {
    JsonNode answer = Json.read(response.text());
    String errors =
        StreamSupport.stream(answer.path("errors").spliterator(), false)
            .map(error -> error.asString(""))
            .collect(Collectors.joining(", "));
    return Stream.of(answer.path("message").asString(""), answer.path("error").asString(""), errors)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(": "));
  }
}
