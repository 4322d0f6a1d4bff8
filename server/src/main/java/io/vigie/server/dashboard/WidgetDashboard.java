package io.vigie.server.dashboard;

import io.vigie.server.dashboard.DashboardEntry.Origin;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Dashboards in the words of applications: widgets on a grid of their own, filters, a refresh. A
/// widget becomes a panel and back; what the model has no word for stays in Grafana's JSON and is
/// not told.
public final class WidgetDashboard {
  private static final int USUAL_COLUMNS = 12;
  private static final int MAX_WIDGETS = 500;
  private static final String FILTERS_ALL = "$__all";

  private WidgetDashboard() {}

  /// The dashboard that a model describes.
  ///
  /// @param uid by which it is addressed; an `id` in the model is not read
  /// @throws DashboardException if a part of it is missing or cannot be
  public static DashboardDocument toDocument(JsonNode model, String uid) throws DashboardException {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("uid", uid).put("title", text(model, "name"));
    json.put("description", model.path("description").asString(""));
    json.put("schemaVersion", 39).put("timezone", "browser");
    json.putObject("time").put("from", "now-1h").put("to", "now");
    int refreshSeconds = model.path("refreshInterval").asInt(30);
    json.put("refresh", refreshSeconds > 0 ? refreshSeconds + "s" : "");
    putFilters(model.path("filters"), json);
    int columns = model.path("layout").path("columns").asInt(USUAL_COLUMNS);
    if (columns < 1 || columns > Widget.GRAFANA_COLUMNS) {
      throw new DashboardException(
          "layout.columns: " + columns + ": from 1 to " + Widget.GRAFANA_COLUMNS);
    }
    putWidgets(model.path("widgets"), columns, json);
    return DashboardDocument.of(json);
  }

  static String text(JsonNode json, String name) throws DashboardException {
    String text = json.path(name).asString("").strip();
    if (text.isEmpty()) {
      throw new DashboardException(name + " is missing or empty");
    }
    return text;
  }

  private static void putWidgets(JsonNode widgets, int columns, ObjectNode json)
      throws DashboardException {
    if (widgets.size() > MAX_WIDGETS) {
      throw new DashboardException("there are more than " + MAX_WIDGETS + " widgets");
    }
    ArrayNode panels = json.putArray("panels");
    for (JsonNode widget : widgets) {
      int number = panels.size() + 1;
      try {
        panels.add(Widget.toPanel(widget, number, columns));
      } catch (DashboardException e) {
        throw new DashboardException("widget " + number + ": " + e.getMessage(), e);
      }
    }
  }

  /// Each becomes a variable, to which queries refer by `$name`.
  private static void putFilters(JsonNode filters, ObjectNode json) throws DashboardException {
    ArrayNode list = json.putObject("templating").putArray("list");
    for (JsonNode filter : filters) {
      String name = text(filter, "id");
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw new DashboardException(
            "filter \"" + name + "\": its id stands in queries: letters, digits and _");
      }
      list.add(variable(name, filter));
    }
  }

  private static ObjectNode variable(String name, JsonNode filter) throws DashboardException {
    ObjectNode variable = JsonMapper.shared().createObjectNode();
    variable.put("name", name).put("label", filter.path("name").asString(name));
    variable.put("description", filter.path("field").asString(""));
    String chosen = filter.path("defaultValue").asString("");
    String type = filter.path("type").asString("");
    switch (type) {
      case "select" -> {
        List<String> options = new ArrayList<>();
        filter.path("options").forEach(option -> options.add(option.asString("")));
        variable.put("type", "custom").put("query", String.join(",", options));
        variable.put("includeAll", true).put("allValue", ".*");
        String value = chosen.isEmpty() ? FILTERS_ALL : chosen;
        variable.putObject("current").put("text", value).put("value", value);
      }
      case "text", "number", "date" -> {
        variable.put("type", "textbox").put("query", chosen);
        variable.putObject("current").put("text", chosen).put("value", chosen);
      }
      default ->
          throw new DashboardException(
              "filter \"%s\": type \"%s\": there are select, date, text and number"
                  .formatted(name, type));
    }
    return variable;
  }

  /// What the model can say of a dashboard.
  public static ObjectNode toModel(Dashboards.Found found) {
    JsonNode json = found.document().json();
    ObjectNode model = JsonMapper.shared().createObjectNode();
    model.put("id", found.entry().uid()).put("name", found.document().title());
    model.put("description", json.path("description").asString(""));
    ArrayNode widgets = model.putArray("widgets");
    for (JsonNode panel : json.path("panels")) {
      Widget.toWidget(panel).ifPresent(widgets::add);
    }
    model.putObject("layout").put("columns", Widget.GRAFANA_COLUMNS).put("gap", 8);
    ArrayNode filters = model.putArray("filters");
    json.path("templating").path("list").forEach(variable -> addFilter(variable, filters));
    model.put("refreshInterval", seconds(json.path("refresh").asString("")));
    model.put("version", found.document().version());
    model.put("editable", found.entry().origin() == Origin.IMPORTED);
    return model;
  }

  private static int seconds(String refresh) {
    return refresh.matches("[0-9]{1,6}s")
        ? Integer.parseInt(refresh.substring(0, refresh.length() - 1))
        : refresh.matches("[0-9]{1,4}m")
            ? 60 * Integer.parseInt(refresh.substring(0, refresh.length() - 1))
            : 0;
  }

  private static void addFilter(JsonNode variable, ArrayNode filters) {
    String type = variable.path("type").asString("");
    if (!type.equals("custom") && !type.equals("textbox")) {
      return;
    }
    ObjectNode filter = filters.addObject();
    String name = variable.path("name").asString("");
    filter.put("id", name).put("name", variable.path("label").asString(name));
    filter.put("type", type.equals("custom") ? "select" : "text");
    filter.put("field", variable.path("description").asString(""));
    if (type.equals("custom")) {
      ArrayNode options = filter.putArray("options");
      for (String option : variable.path("query").asString("").split(",", -1)) {
        if (!option.isBlank()) {
          options.add(option.strip());
        }
      }
    }
    String chosen = variable.path("current").path("value").asString("");
    if (!chosen.isEmpty() && !chosen.equals(FILTERS_ALL)) {
      filter.put("defaultValue", chosen);
    }
  }
}
