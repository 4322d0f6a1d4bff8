package io.vigie.alerts.notify;

import io.vigie.alerts.store.StateJson;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What somebody was last told about a group.
///
/// @param firing fingerprints of the alerts that were said to fire
/// @param resolved fingerprints of those that were said to be over
/// @param timestampMillis when
/// @param remembered what the integration wants back
record LogEntry(
    Set<String> firing,
    Set<String> resolved,
    long timestampMillis,
    Map<String, String> remembered) {
  LogEntry {
    firing = Set.copyOf(firing);
    resolved = Set.copyOf(resolved);
    remembered = Map.copyOf(remembered);
  }

  String toJson() {
    ObjectNode json = StateJson.object();
    put(json.putArray("firing"), firing);
    put(json.putArray("resolved"), resolved);
    json.put("timestamp", timestampMillis);
    json.set("remembered", StateJson.of(remembered));
    return json.toString();
  }

  private static void put(ArrayNode array, Set<String> texts) {
    new TreeSet<>(texts).forEach(array::add);
  }

  static LogEntry fromJson(String text) {
    JsonNode json = StateJson.parse(text);
    return new LogEntry(
        texts(json.path("firing")),
        texts(json.path("resolved")),
        json.path("timestamp").asLong(),
        StateJson.texts(json.path("remembered")));
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
