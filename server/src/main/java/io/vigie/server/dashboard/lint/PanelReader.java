package io.vigie.server.dashboard.lint;

import io.vigie.rules.lint.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Finds the queries of a dashboard, in rows old and new too, and how their panels show them.
final class PanelReader {
  private static final Set<String> HOLDING_PANELS = Set.of("panels", "rows");
  private static final Set<String> OVER_TIME = Set.of("graph", "timeseries");

  /// Of tables each column may have a unit of its own, and a heat map's values are counts.
  private static final Set<String> NO_SINGLE_UNIT = Set.of("table", "table-old", "heatmap");

  /// Deeper than any dashboard is, whose rows hold panels and nothing else.
  private static final int MAX_DEPTH = 4;

  private final List<PanelQuery> queries = new ArrayList<>();

  private PanelReader() {}

  static List<PanelQuery> queries(JsonNode dashboard) {
    PanelReader reader = new PanelReader();
    reader.walk(dashboard, 0);
    return reader.queries;
  }

  private void walk(JsonNode parent, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    for (Map.Entry<String, JsonNode> part : parent.properties()) {
      if (HOLDING_PANELS.contains(part.getKey())) {
        for (JsonNode child : part.getValue()) {
          read(child);
          walk(child, depth + 1);
        }
      }
    }
  }

  private void read(JsonNode json) {
    String type = json.path("type").asString("");
    Panel panel = new Panel(json.path("title").asString(""), OVER_TIME.contains(type), "");
    for (JsonNode target : json.path("targets")) {
      String expression = target.path("expr").asString("");
      if (!expression.isBlank() && isPrometheus(target, json) && !type.equals("logs")) {
        queries.add(
            new PanelQuery(
                shown(panel, json, target), target.path("refId").asString(""), expression));
      }
    }
  }

  private static Panel shown(Panel panel, JsonNode json, JsonNode target) {
    boolean isInstant = target.path("instant").asBoolean(false);
    return new Panel(panel.title(), panel.showsTime() && !isInstant, unit(json));
  }

  /// Loki's queries look the same, and are none of PromQL.
  private static boolean isPrometheus(JsonNode target, JsonNode panel) {
    return Stream.of(target, panel)
        .map(part -> part.path("datasource"))
        .map(source -> source.isObject() ? source.path("type") : source)
        .map(name -> name.asString("").toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .map(name -> !name.contains("loki") && !name.contains("logs") && !name.contains("tempo"))
        .orElse(true);
  }

  /// The one unit of all values; empty if there is none.
  private static String unit(JsonNode panel) {
    boolean isMixed =
        NO_SINGLE_UNIT.contains(panel.path("type").asString(""))
            || !panel.path("transformations").isEmpty()
            || overridesUnit(panel)
            || hasSecondAxis(panel);
    if (isMixed) {
      return "";
    }
    JsonNode unit = panel.path("fieldConfig").path("defaults").path("unit");
    JsonNode axis = panel.path("yaxes").path(0).path("format");
    JsonNode format = panel.path("format");
    return Stream.of(unit, axis, format)
        .map(node -> node.asString(""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static boolean overridesUnit(JsonNode panel) {
    for (JsonNode override : panel.path("fieldConfig").path("overrides")) {
      for (JsonNode property : override.path("properties")) {
        if (property.path("id").asString("").equals("unit")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasSecondAxis(JsonNode panel) {
    for (JsonNode override : panel.path("seriesOverrides")) {
      if (override.path("yaxis").asInt(1) != 1) {
        return true;
      }
    }
    return false;
  }
}
