package io.vigie.alerts.escalation;

import io.vigie.alerts.store.StateJson;
import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How far a group of alerts has come on the way of a policy. Immutable.
///
/// @param policy name
/// @param groupLabels by which the group was made
/// @param triggeredAtMillis from when timeouts count, milliseconds since the epoch
/// @param firstDueMillis when the first level is due: later than the trigger where the group waits
/// @param step how many steps were taken since then
/// @param stopped why it does not go on for now, such as `acknowledged`; empty if it does
/// @param told everybody who was told, and is told of the end
/// @param alerts as they were last told
/// @param exhausted whether everybody was told and the last timeout has passed
record Escalation(
    String policy,
    Labels groupLabels,
    long triggeredAtMillis,
    long firstDueMillis,
    int step,
    String stopped,
    List<Told> told,
    List<Alert> alerts,
    boolean exhausted) {
  /// A message that went out.
  ///
  /// @param groupKey by which receivers know it
  /// @param routeLabels what the receiver's settings may ask for
  record Told(String groupKey, String receiver, Labels routeLabels) {}

  Escalation {
    told = List.copyOf(told);
    alerts = List.copyOf(alerts);
  }

  static Escalation triggered(
      String policy, Labels groupLabels, long nowMillis, long firstDueMillis) {
    return new Escalation(
        policy, groupLabels, nowMillis, firstDueMillis, 0, "", List.of(), List.of(), false);
  }

  boolean isRunning() {
    return stopped.isEmpty();
  }

  /// Whether nobody was told so far.
  boolean isWaiting() {
    return step == 0 && told.isEmpty();
  }

  /// From the first level again; who was told before is still told of the end.
  Escalation triggeredAgain(long nowMillis, long dueMillis) {
    return new Escalation(policy, groupLabels, nowMillis, dueMillis, 0, "", told, alerts, false);
  }

  Escalation stopped(String reason) {
    return new Escalation(
        policy,
        groupLabels,
        triggeredAtMillis,
        firstDueMillis,
        step,
        reason,
        told,
        alerts,
        exhausted);
  }

  /// On to the next level without a word: this one has nobody.
  Escalation stepSkipped() {
    return new Escalation(
        policy,
        groupLabels,
        triggeredAtMillis,
        firstDueMillis,
        step + 1,
        stopped,
        told,
        alerts,
        exhausted);
  }

  Escalation stepTaken(List<Told> toldNow, List<Alert> toldOf) {
    List<Told> all = new ArrayList<>(told);
    all.addAll(toldNow);
    return new Escalation(
        policy,
        groupLabels,
        triggeredAtMillis,
        firstDueMillis,
        step + 1,
        stopped,
        all,
        toldOf,
        exhausted);
  }

  Escalation asExhausted() {
    return new Escalation(
        policy, groupLabels, triggeredAtMillis, firstDueMillis, step, stopped, told, alerts, true);
  }

  String toJson() {
    ObjectNode json = StateJson.object();
    json.put("policy", policy);
    json.set("groupLabels", StateJson.of(groupLabels));
    json.put("triggeredAt", triggeredAtMillis);
    json.put("firstDue", firstDueMillis);
    json.put("step", step);
    json.put("stopped", stopped);
    json.put("exhausted", exhausted);
    ArrayNode messages = json.putArray("told");
    for (Told each : told) {
      messages
          .addObject()
          .put("groupKey", each.groupKey())
          .put("receiver", each.receiver())
          .set("routeLabels", StateJson.of(each.routeLabels()));
    }
    ArrayNode list = json.putArray("alerts");
    alerts.forEach(alert -> list.add(StateJson.of(alert)));
    return json.toString();
  }

  static Escalation fromJson(String text) {
    JsonNode json = StateJson.parse(text);
    List<Told> told = new ArrayList<>();
    for (JsonNode each : json.path("told")) {
      told.add(
          new Told(
              each.path("groupKey").asString(""),
              each.path("receiver").asString(""),
              StateJson.labels(each.path("routeLabels"))));
    }
    List<Alert> alerts = new ArrayList<>();
    json.path("alerts").forEach(alert -> alerts.add(StateJson.alert(alert)));
    return new Escalation(
        json.path("policy").asString(""),
        StateJson.labels(json.path("groupLabels")),
        json.path("triggeredAt").asLong(),
        json.path("firstDue").asLong(json.path("triggeredAt").asLong()),
        json.path("step").asInt(),
        json.path("stopped").asString(""),
        told,
        alerts,
        json.path("exhausted").asBoolean());
  }
}
