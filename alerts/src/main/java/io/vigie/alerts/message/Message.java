package io.vigie.alerts.message;

import io.vigie.template.TemplateException;
import io.vigie.template.Templates;
import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One message about one group: expands the templates that the settings of an integration are. For
/// use by one thread.
public final class Message {
  private final Templates templates;
  private final GoValue data;
  private final Map<String, String> routeLabels;
  private final Map<String, String> expanded = new HashMap<>();
  private final List<String> underway = new ArrayList<>();

  /// @param own functions that know this message
  Message(
      Templates templates,
      GoValue data,
      Map<String, String> routeLabels,
      Map<String, GoFunction> own) {
    Map<String, GoFunction> functions = new HashMap<>(own);
    functions.put(
        "routeLabels",
        GoFunction.of(a -> GoValue.of(routeLabel(a.getFirst().text())), GoType.STRING));
    this.templates = templates.functions(functions);
    this.data = data;
    this.routeLabels = Map.copyOf(routeLabels);
  }

  /// A text with its templates executed.
  ///
  /// @throws TemplateException if one fails
  public String text(String template) {
    return template.contains("{{") ? templates.with("", template).text("", data) : template;
  }

  /// As [#text], with values escaped for HTML.
  ///
  /// @throws TemplateException if one fails, or leaves open where in the document a value stands
  public String html(String template) {
    return template.isEmpty() ? "" : templates.with("", template).html("", data);
  }

  /// The data, for receivers that get all of it.
  public GoValue data() {
    return data;
  }

  /// A label of the route, which may itself be a template that asks for other labels.
  private String routeLabel(String name) {
    String raw = routeLabels.get(name);
    if (raw == null) {
      return "";
    }
    String known = expanded.get(name);
    if (known != null) {
      return known;
    }
    if (underway.contains(name)) {
      throw new FunctionFailure(
          "route label cycle detected: " + String.join(" -> ", underway) + " -> " + name);
    }
    underway.add(name);
    try {
      String value = text(raw);
      expanded.put(name, value);
      return value;
    } catch (TemplateException e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    } finally {
      underway.removeLast();
    }
  }
}
