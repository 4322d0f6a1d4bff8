package io.vigie.health.check;

import io.vigie.health.HealthState;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.StateEvent;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A change as it is kept.
final class ChangeEvent {
  private ChangeEvent() {}

  static StateEvent of(String check, HealthState from, CheckResult result) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("from", from.word());
    json.put("to", result.state().word());
    json.put("phase", result.phase());
    json.put("message", result.message());
    return new StateEvent(
        result.timestampMillis(),
        UptimeHistory.CHANGED,
        Labels.of("check", check),
        json.toString());
  }

  static CheckChange read(StateEvent event) {
    JsonNode json = JsonMapper.shared().readTree(event.value());
    return new CheckChange(
        event.timestampMillis(),
        state(json.path("from").asString("")),
        state(json.path("to").asString("")),
        json.path("phase").asString(""),
        json.path("message").asString(""));
  }

  private static HealthState state(String word) {
    return Arrays.stream(HealthState.values())
        .filter(state -> state.word().equals(word))
        .findFirst()
        .orElse(HealthState.UNKNOWN);
  }
}
