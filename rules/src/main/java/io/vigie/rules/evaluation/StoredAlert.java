package io.vigie.rules.evaluation;

import io.vigie.model.metric.Labels;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An alert as it is remembered over a restart.
///
/// @param group the file and the name of its group
/// @param rule the name of its rule
record StoredAlert(String group, String rule, Labels labels, JsonNode rest) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  static StoredAlert of(String group, AlertingRule rule, TrackedAlert alert) {
    ObjectNode rest = JSON.createObjectNode();
    rest.set("annotations", JSON.valueToTree(alert.annotations.toMap()));
    rest.put("activeAt", alert.activeAtMillis);
    rest.put("firedAt", alert.firedAtMillis);
    rest.put("resolvedAt", alert.resolvedAtMillis);
    rest.put("keepFiringSince", alert.keepFiringSinceMillis);
    return new StoredAlert(group, rule.definition().name(), alert.labels, rest);
  }

  String write() {
    ObjectNode json = JSON.createObjectNode();
    json.put("group", group);
    json.put("rule", rule);
    json.set("labels", JSON.valueToTree(labels.toMap()));
    json.set("rest", rest);
    return json.toString();
  }

  /// @throws IllegalArgumentException if it is something else
  static StoredAlert read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return new StoredAlert(
          json.path("group").asString(),
          json.path("rule").asString(),
          labels(json.path("labels")),
          json.path("rest"));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a remembered alert: " + e.getOriginalMessage(), e);
    }
  }

  private static Labels labels(JsonNode json) {
    return Labels.of(JSON.convertValue(json, TEXTS));
  }

  TrackedAlert toTracked() {
    TrackedAlert alert =
        new TrackedAlert(
            labels, labels(rest.path("annotations")), Double.NaN, rest.path("activeAt").asLong());
    alert.firedAtMillis = rest.path("firedAt").asLong();
    alert.resolvedAtMillis = rest.path("resolvedAt").asLong();
    alert.keepFiringSinceMillis = rest.path("keepFiringSince").asLong();
    alert.state = alert.isResolved() ? AlertState.INACTIVE : AlertState.FIRING;
    alert.isUnconfirmed = !alert.isResolved();
    return alert;
  }
}
