package io.vigie.alerts.receiver.opsgenie;

import io.vigie.alerts.config.receiver.OpsGenieConfig;
import io.vigie.alerts.config.receiver.OpsGenieConfig.Responder;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Delivered;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.GroupHash;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import io.vigie.alerts.receiver.http.Truncation;
import io.vigie.outbound.OutboundRequest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Creates, where wanted updates, and closes the alert whose alias is the group's.
public final class OpsGenieConversation implements HttpConversation {
  private static final int MAX_MESSAGE = 130;

  private final OpsGenieConfig config;

  public OpsGenieConversation(OpsGenieConfig config) {
    this.config = config;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    String key = message.text(config.apiKey().read().reveal());
    Outcome outcome = new Delivered("");
    for (OutboundRequest request : requests(message, notification)) {
      outcome =
          Answers.byStatus(
              sender.send(request.withHeader("Authorization", "GenieKey " + key)), 429);
      if (!(outcome instanceof Delivered)) {
        return outcome;
      }
    }
    return outcome;
  }

  private List<OutboundRequest> requests(Message message, Notification notification) {
    String alias = GroupHash.of(notification);
    if (!notification.status().equals("firing")) {
      Object body = Json.object("source", message.text(config.source()));
      return List.of(request("POST", alias(alias, "close"), body));
    }
    Map<String, Object> alert = alert(message, notification, alias);
    List<OutboundRequest> requests = new ArrayList<>();
    requests.add(request("POST", "v2/alerts", alert));
    if (config.updateAlerts()) {
      for (String part : List.of("message", "description")) {
        Object body = Json.withoutEmpty(part, alert.getOrDefault(part, ""));
        requests.add(request("PUT", alias(alias, part), body));
      }
    }
    return requests;
  }

  private static String alias(String alias, String action) {
    return "v2/alerts/" + alias + "/" + action + "?identifierType=alias";
  }

  private OutboundRequest request(String method, String path, Object body) {
    URI uri = URI.create(config.apiUrl() + path);
    return OutboundRequest.post(uri, "application/json", Json.text(body)).withMethod(method);
  }

  private Map<String, Object> alert(Message message, Notification notification, String alias) {
    Map<String, String> details = new TreeMap<>(notification.commonLabels().toMap());
    config.details().forEach((key, value) -> details.put(key, message.text(value)));
    Map<String, Object> alert =
        Json.object(
            "alias",
            alias,
            "message",
            Truncation.toCharacters(message.text(config.message()), MAX_MESSAGE),
            "details",
            details,
            "source",
            message.text(config.source()));
    alert.putAll(
        Json.withoutEmpty(
            "description", message.text(config.description()),
            "responders",
                config.responders().stream().flatMap(r -> responders(message, r)).toList(),
            "tags", parts(message.text(config.tags())),
            "note", message.text(config.note()),
            "priority", message.text(config.priority()),
            "entity", message.text(config.entity()),
            "actions", parts(message.text(config.actions()))));
    return alert;
  }

  private static Stream<Map<String, Object>> responders(Message message, Responder responder) {
    String name = message.text(responder.name());
    String type = message.text(responder.type());
    if (type.equals("teams")) {
      return parts(name).stream().map(team -> Json.object("name", team, "type", "team"));
    }
    Map<String, Object> json =
        Json.withoutEmpty(
            "id",
            message.text(responder.id()),
            "name",
            name,
            "username",
            message.text(responder.username()),
            "type",
            type);
    return json.isEmpty() ? Stream.empty() : Stream.of(json);
  }

  private static List<String> parts(String text) {
    return Arrays.stream(text.strip().split(",")).filter(part -> !part.isEmpty()).toList();
  }
}
