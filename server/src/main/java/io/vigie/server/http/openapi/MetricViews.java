package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.mapOf;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.time;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Yaml.mapping;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;
import io.vigie.server.views.FieldMapping;
import io.vigie.server.views.FieldMapping.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The schemas of what `metrics/…` and `dashboard/…` answer, made from the usual fields of the
/// views. The configuration may add fields of its own.
final class MetricViews {
  private static final String VALUE = "FieldValue";

  private MetricViews() {}

  static void addTo(EffectiveMapping all) {
    for (View view : View.values()) {
      all.put(name(view), fields(FieldMapping.USUAL.of(view)), true);
      all.put(name(view) + "Now", fields(withTime(FieldMapping.USUAL.of(view))), true);
    }
    all.put("MetricsSummary", object(views(View.values())), true);
    all.put("DashboardSummary", dashboard(View.values()), true);
    all.put("Realtime", dashboard(View.SYSTEM, View.APPLICATION), true);
  }

  /// Such as `SystemMetrics`.
  private static String name(View view) {
    String word = view.word();
    return Character.toUpperCase(word.charAt(0)) + word.substring(1) + "Metrics";
  }

  private static Map<String, String> withTime(Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("timestamp", "");
    all.putAll(fields);
    return all;
  }

  /// Dots in the names of fields make objects.
  private static EffectiveMapping fields(Map<String, String> expressions) {
    Map<String, List<String>> groups = new TreeMap<>();
    List<Object> shapes = new ArrayList<>();
    for (String field : expressions.keySet()) {
      int dot = field.indexOf('.');
      if (dot > 0) {
        groups
            .computeIfAbsent(field.substring(0, dot), _ -> new ArrayList<>())
            .add(field.substring(dot + 1));
      } else {
        shapes.add(field);
        shapes.add(field.equals("timestamp") ? time() : schema(VALUE));
      }
    }
    groups.forEach((group, names) -> {
      shapes.add(group);
      shapes.add(group(names));
    });
    return open(object(shapes.toArray()));
  }

  private static EffectiveMapping group(List<String> names) {
    List<Object> shapes = new ArrayList<>();
    for (String name : names) {
      shapes.add(name);
      shapes.add(schema(VALUE));
    }
    return open(object(shapes.toArray()));
  }

  /// What the configuration adds is of the same kind.
  private static EffectiveMapping open(EffectiveMapping object) {
    EffectiveMapping more = mapping("anyOf", List.of(schema(VALUE), mapOf(schema(VALUE))));
    object.put("additionalProperties", more, true);
    return object;
  }

  private static Object[] views(View... views) {
    List<Object> shapes = new ArrayList<>(List.of("timestamp", time()));
    for (View view : views) {
      shapes.add(view.word());
      shapes.add(schema(name(view)));
    }
    return shapes.toArray();
  }

  private static EffectiveMapping dashboard(View... views) {
    List<Object> shapes = new ArrayList<>(List.of(views(views)));
    EffectiveMapping bySeverity =
        object("critical", whole(), "error", whole(), "warning", whole(), "info", whole());
    shapes.add("alerts");
    shapes.add(
        object("active", whole(), "bySeverity", bySeverity, "newest", listOf(schema("Alert"))));
    shapes.add("health");
    shapes.add(schema("Health"));
    return object(shapes.toArray());
  }
}
