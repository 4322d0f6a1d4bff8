package io.vigie.ingest.collect.json;

import io.vigie.ingest.collect.ExpositionWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what health endpoints answer: a `status`, and for each of the `components` (or `checks`,
/// or `services`) one of its own, all of it perhaps under `data`. They become `health_status` and
/// `health_check_status{component}`: 1 healthy, 0.5 degraded, 0 unhealthy, and
/// `health_check_response_time_seconds{component}` where it is told.
final class HealthDocument {
  private static final List<String> COMPONENTS = List.of("components", "checks", "services");

  /// What the word is that an endpoint has for it.
  private static final Map<String, Double> LEVELS =
      Map.ofEntries(
          Map.entry("healthy", 1.0),
          Map.entry("ok", 1.0),
          Map.entry("up", 1.0),
          Map.entry("pass", 1.0),
          Map.entry("true", 1.0),
          Map.entry("degraded", 0.5),
          Map.entry("warn", 0.5),
          Map.entry("warning", 0.5),
          Map.entry("unhealthy", 0.0),
          Map.entry("down", 0.0),
          Map.entry("fail", 0.0),
          Map.entry("critical", 0.0),
          Map.entry("error", 0.0),
          Map.entry("out_of_service", 0.0),
          Map.entry("false", 0.0));

  private HealthDocument() {}

  /// @return how many samples there were
  static int write(JsonNode document, ExpositionWriter out) {
    JsonNode health = document.path("data").isObject() ? document.path("data") : document;
    int written = 0;
    Double overall = level(health);
    if (overall != null) {
      out.gauge("health_status", "1 healthy, 0.5 degraded, 0 unhealthy").add(overall);
      written++;
    }
    for (String name : COMPONENTS) {
      for (Map.Entry<String, JsonNode> component : health.path(name).properties()) {
        written += component(component.getKey(), component.getValue(), out);
      }
    }
    return written;
  }

  private static int component(String name, JsonNode said, ExpositionWriter out) {
    // RFC draft health+json has a list of measurements for each check.
    JsonNode node = said.isArray() && !said.isEmpty() ? said.get(0) : said;
    Double level = level(node);
    if (level == null) {
      return 0;
    }
    out.gauge("health_check_status", "1 healthy, 0.5 degraded, 0 unhealthy, by component")
        .add(level, "component", name);
    JsonNode millis = node.path("responseTime");
    if (millis.isNumber()) {
      out.gauge("health_check_response_time_seconds", "How long the component took to answer")
          .add(millis.asDouble() / 1e3, "component", name);
    }
    return 1;
  }

  private static @Nullable Double level(JsonNode node) {
    JsonNode word = node.isObject() ? node.path("status") : node;
    return word.isString() || word.isBoolean()
        ? LEVELS.get(word.asString().toLowerCase(Locale.ROOT))
        : null;
  }
}
