package io.vigie.alerts.receiver.webhook;

import io.vigie.alerts.handling.Acknowledgements;
import io.vigie.alerts.receiver.Notification;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.metric.Labels;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The document that Alertmanager posts, version 4, byte for byte: fields in its order, labels
/// sorted, characters escaped as Go does.
final class WebhookMessage {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String NO_END = "0001-01-01T00:00:00Z";
  private static final String META = "\\.+*?()|[]{}^$";

  private WebhookMessage() {}

  /// @param acknowledgements who has which alert in hand; without any the body is upstream's
  /// @param truncated how many alerts were left out
  static String of(
      Notification notification,
      Labels routeLabels,
      Acknowledgements acknowledgements,
      String externalUrl,
      int truncated) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("receiver", quoteMeta(notification.receiver()));
    json.put("status", notification.status());
    ArrayNode alerts = json.putArray("alerts");
    for (Alert alert : notification.alerts()) {
      ObjectNode shown = alert(alert, notification.isResolved(alert));
      acknowledgements
          .of(Fingerprint.text(alert.labels()))
          .ifPresent(it -> it.shown().forEach(shown.putObject("acknowledgement")::put));
      alerts.add(shown);
    }
    json.put("notification_reason", notification.reason().words());
    json.set("groupLabels", labels(notification.groupLabels()));
    json.set("commonLabels", labels(notification.commonLabels()));
    json.set("commonAnnotations", labels(notification.commonAnnotations()));
    json.set("routeLabels", labels(routeLabels));
    json.put("externalURL", externalUrl);
    json.put("version", "4");
    json.put("groupKey", notification.groupKey());
    json.put("truncatedAlerts", truncated);
    return escape(MAPPER.writeValueAsString(json)) + "\n";
  }

  private static ObjectNode alert(Alert alert, boolean resolved) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("status", resolved ? "resolved" : "firing");
    json.set("labels", labels(alert.labels()));
    json.set("annotations", labels(alert.annotations()));
    json.put("startsAt", time(alert.startsAtMillis()));
    json.put("endsAt", resolved ? time(alert.endsAtMillis()) : NO_END);
    json.put("generatorURL", alert.generatorUrl());
    json.put("fingerprint", Fingerprint.text(alert.labels()));
    return json;
  }

  /// With as many digits of the second as are needed.
  private static String time(long millis) {
    String text = Instant.ofEpochMilli(millis).toString();
    return text.contains(".") ? text.replaceFirst("0+Z$", "Z") : text;
  }

  private static ObjectNode labels(Labels labels) {
    ObjectNode json = MAPPER.createObjectNode();
    labels.forEach(json::put);
    return json;
  }

  /// As a regular expression that means the name.
  private static String quoteMeta(String name) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      quoted.append(META.indexOf(c) >= 0 ? "\\" : "").append(c);
    }
    return quoted.toString();
  }

  /// These only occur inside texts.
  private static String escape(String json) {
    String escaped = json;
    for (char c : List.of('<', '>', '&', '\u2028', '\u2029')) {
      escaped = escaped.replace(String.valueOf(c), String.format("\\u%04x", (int) c));
    }
    return escaped;
  }
}
