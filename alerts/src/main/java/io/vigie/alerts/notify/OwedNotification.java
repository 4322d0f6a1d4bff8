package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.NotifyReason;
import io.vigie.alerts.store.StateJson;
import io.vigie.model.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A notification that somebody has not got yet.
///
/// @param id unique; stays the same while it is tried again
/// @param destination `receiver/kind[index]`
/// @param failure why it was given up; empty while it is still being tried
/// @param attempts so far
public record OwedNotification(
    String id, String destination, Notification notification, String failure, int attempts) {

  /// Whether nobody tries any more.
  public boolean isDead() {
    return !failure.isEmpty();
  }

  OwedNotification failed(String reason, int tried) {
    return new OwedNotification(id, destination, notification, reason, tried);
  }

  String toJson() {
    ObjectNode json = StateJson.object();
    json.put("destination", destination);
    json.put("failure", failure);
    json.put("attempts", attempts);
    json.put("groupKey", notification.groupKey());
    json.put("receiver", notification.receiver());
    json.set("groupLabels", StateJson.of(notification.groupLabels()));
    json.set("routeLabels", StateJson.of(notification.routeLabels()));
    ArrayNode alerts = json.putArray("alerts");
    notification.alerts().forEach(alert -> alerts.add(StateJson.of(alert)));
    json.put("now", notification.now().toEpochMilli());
    json.put("deadline", notification.deadline().toEpochMilli());
    json.put("repeatInterval", notification.repeatInterval().toMillis());
    json.put("reason", notification.reason().name());
    json.set("remembered", StateJson.of(notification.remembered()));
    return json.toString();
  }

  static OwedNotification fromJson(String id, String text) {
    JsonNode json = StateJson.parse(text);
    return new OwedNotification(
        id,
        json.path("destination").asString(),
        notification(json),
        json.path("failure").asString(""),
        json.path("attempts").asInt());
  }

  private static Notification notification(JsonNode json) {
    List<Alert> alerts = new ArrayList<>();
    json.path("alerts").forEach(alert -> alerts.add(StateJson.alert(alert)));
    return new Notification(
        json.path("groupKey").asString(),
        json.path("receiver").asString(),
        StateJson.labels(json.path("groupLabels")),
        StateJson.labels(json.path("routeLabels")),
        alerts,
        Instant.ofEpochMilli(json.path("now").asLong()),
        Instant.ofEpochMilli(json.path("deadline").asLong()),
        Duration.ofMillis(json.path("repeatInterval").asLong()),
        List.of(),
        List.of(),
        NotifyReason.valueOf(json.path("reason").asString("UNKNOWN")),
        StateJson.texts(json.path("remembered")));
  }
}
