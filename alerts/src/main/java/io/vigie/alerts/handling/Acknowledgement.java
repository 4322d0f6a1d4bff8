package io.vigie.alerts.handling;

import io.vigie.alerts.store.StateJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Somebody has an alert in hand: whoever was told is not reminded of it.
///
/// @param owner who
/// @param comment what they said to it; may be empty
/// @param sinceMillis since when, milliseconds since the epoch
/// @param untilMillis when others are reminded again, unless the alert is over before; at the
///   latest [#NEVER]
public record Acknowledgement(String owner, String comment, long sinceMillis, long untilMillis) {
  public static final long NEVER = Long.MAX_VALUE;

  /// As messages show it: `owner`, `comment`, `since`, and `until` unless it is for ever.
  public Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("owner", owner);
    shown.put("comment", comment);
    shown.put("since", Instant.ofEpochMilli(sinceMillis).toString());
    if (untilMillis != NEVER) {
      shown.put("until", Instant.ofEpochMilli(untilMillis).toString());
    }
    return shown;
  }

  public boolean holdsAt(long nowMillis) {
    return nowMillis < untilMillis;
  }

  ObjectNode toJson() {
    ObjectNode json = StateJson.object();
    json.put("owner", owner);
    json.put("comment", comment);
    json.put("since", sinceMillis);
    json.put("until", untilMillis);
    return json;
  }

  static Acknowledgement of(JsonNode json) {
    return new Acknowledgement(
        json.path("owner").asString(""),
        json.path("comment").asString(""),
        json.path("since").asLong(),
        json.path("until").asLong());
  }
}
