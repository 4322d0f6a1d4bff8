package io.vigie.server.dashboard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A widget as a panel, and a panel as a widget.
final class Widget {
  static final int GRAFANA_COLUMNS = 24;

  private static final int MAX_ROWS = 10_000;

  /// The panel that draws each type of widget.
  private static final Map<String, String> PANELS =
      Map.of(
          "metric", "stat",
          "chart", "timeseries",
          "table", "table",
          "gauge", "gauge",
          "status", "stat");

  /// The panels that a chart may be instead, by its type of visualization.
  private static final Map<String, String> CHARTS =
      Map.of(
          "pie", "piechart",
          "heatmap", "heatmap",
          "histogram", "histogram",
          "bargauge", "bargauge");

  private static final List<String> VALUE_OPTIONS = List.of("unit", "decimals", "min", "max");

  private Widget() {}

  static ObjectNode toPanel(JsonNode widget, int number, int columns) throws DashboardException {
    String type = widget.path("type").asString("");
    String panelType = PANELS.get(type);
    if (panelType == null) {
      throw new DashboardException(
          "type \"" + type + "\": there are metric, chart, table, gauge and status");
    }
    String drawing = widget.path("visualization").path("type").asString("");
    ObjectNode panel = JsonMapper.shared().createObjectNode();
    panel.put("id", number).put("title", WidgetDashboard.text(widget, "title"));
    panel.put("type", type.equals("chart") ? CHARTS.getOrDefault(drawing, panelType) : panelType);
    panel.set("gridPos", place(widget.path("position"), columns));
    ObjectNode target = panel.putArray("targets").addObject();
    target.put("refId", "A").put("expr", WidgetDashboard.text(widget, "query"));
    if (type.equals("table")) {
      target.put("format", "table").put("instant", true);
    }
    ObjectNode defaults = panel.putObject("fieldConfig").putObject("defaults");
    putValues(widget.path("visualization").path("options"), defaults);
    putDrawing(type, drawing, panel, defaults);
    return panel;
  }

  /// A cell of their grid is as many of ours, in both directions, so that shapes stay.
  private static ObjectNode place(JsonNode position, int columns) throws DashboardException {
    int width = number(position, "width", 1, columns);
    int height = number(position, "height", 1, MAX_ROWS);
    int x = number(position, "x", 0, columns - width);
    int y = number(position, "y", 0, MAX_ROWS);
    double cell = (double) GRAFANA_COLUMNS / columns;
    int rows = Math.max(1, (int) Math.round(cell));
    int left = (int) Math.round(x * cell);
    ObjectNode place = JsonMapper.shared().createObjectNode();
    place.put("x", left).put("y", y * rows);
    return place.put("w", (int) Math.round((x + width) * cell) - left).put("h", height * rows);
  }

  private static int number(JsonNode position, String name, int least, int most)
      throws DashboardException {
    JsonNode value = position.path(name);
    if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
      throw new DashboardException(
          "position.%s: %s: a whole number from %d to %d"
              .formatted(name, value.isMissingNode() ? "missing" : value, least, most));
    }
    return value.asInt();
  }

  private static void putValues(JsonNode options, ObjectNode defaults) {
    for (String name : VALUE_OPTIONS) {
      if (options.path(name).isValueNode()) {
        defaults.set(name, options.path(name));
      }
    }
    if (options.path("thresholds").isArray()) {
      ArrayNode steps = defaults.putObject("thresholds").put("mode", "absolute").putArray("steps");
      steps.addObject().putNull("value").put("color", "green");
      for (JsonNode step : options.path("thresholds")) {
        steps
            .addObject()
            .put("value", step.path("value").asDouble())
            .put("color", step.path("color").asString("red"));
      }
    }
  }

  private static void putDrawing(
      String type, String drawing, ObjectNode panel, ObjectNode defaults) {
    if (type.equals("chart")) {
      ObjectNode custom = defaults.putObject("custom");
      custom.put("drawStyle", drawing.equals("bar") ? "bars" : "line");
      custom.put("fillOpacity", drawing.equals("area") ? 25 : 0);
    }
    if (type.equals("status")) {
      panel.putObject("options").put("colorMode", "background").put("graphMode", "none");
      putUpAndDown(defaults);
    }
  }

  /// One is well and zero is not, unless the widget says otherwise.
  private static void putUpAndDown(ObjectNode defaults) {
    if (defaults.has("thresholds")) {
      return;
    }
    ArrayNode steps = defaults.putObject("thresholds").put("mode", "absolute").putArray("steps");
    steps.addObject().putNull("value").put("color", "red");
    steps.addObject().put("value", 1).put("color", "green");
    ObjectNode words = defaults.putArray("mappings").addObject().put("type", "value");
    ObjectNode options = words.putObject("options");
    options.putObject("0").put("text", "Down").put("color", "red");
    options.putObject("1").put("text", "Up").put("color", "green");
  }

  /// Empty for a panel that asks nothing, such as a row or a text.
  static Optional<ObjectNode> toWidget(JsonNode panel) {
    String query = panel.path("targets").path(0).path("expr").asString("");
    if (query.isEmpty()) {
      return Optional.empty();
    }
    String panelType = panel.path("type").asString("");
    ObjectNode widget = JsonMapper.shared().createObjectNode();
    widget.put("id", panel.path("id").asString("")).put("type", type(panel, panelType));
    widget.put("title", panel.path("title").asString("")).put("query", query);
    ObjectNode visualization = widget.putObject("visualization").put("type", panelType);
    ObjectNode options = visualization.putObject("options");
    JsonNode defaults = panel.path("fieldConfig").path("defaults");
    for (String name : VALUE_OPTIONS) {
      if (defaults.path(name).isValueNode()) {
        options.set(name, defaults.path(name));
      }
    }
    JsonNode place = panel.path("gridPos");
    widget
        .putObject("position")
        .put("x", place.path("x").asInt(0))
        .put("y", place.path("y").asInt(0))
        .put("width", place.path("w").asInt(12))
        .put("height", place.path("h").asInt(8));
    return Optional.of(widget);
  }

  private static String type(JsonNode panel, String panelType) {
    return switch (panelType) {
      case "stat", "singlestat" ->
          panel.path("options").path("colorMode").asString("").equals("background")
              ? "status"
              : "metric";
      case "table", "table-old" -> "table";
      case "gauge" -> "gauge";
      default -> "chart";
    };
  }
}
