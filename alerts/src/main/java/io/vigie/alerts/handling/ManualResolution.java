package io.vigie.alerts.handling;

import io.vigie.alerts.store.StateJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Somebody said that an alert is over although its condition still holds. Until its sender agrees,
/// or sees it begin anew, it stays so.
///
/// @param untilMillis when it fires again if its condition still holds
public record ManualResolution(String by, String comment, long sinceMillis, long untilMillis) {
  ObjectNode toJson() {
    ObjectNode json = StateJson.object();
    json.put("by", by);
    json.put("comment", comment);
    json.put("since", sinceMillis);
    json.put("until", untilMillis);
    return json;
  }

  static ManualResolution of(JsonNode json) {
    return new ManualResolution(
        json.path("by").asString(""),
        json.path("comment").asString(""),
        json.path("since").asLong(),
        json.path("until").asLong());
  }
}
