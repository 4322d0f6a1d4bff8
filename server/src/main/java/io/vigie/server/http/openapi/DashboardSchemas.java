package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.anything;
import static io.vigie.server.http.openapi.Shape.flag;
import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.texts;
import static io.vigie.server.http.openapi.Shape.time;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Shape.word;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;
import java.util.Arrays;
import java.util.stream.Stream;

/// Dashboards in Grafana's JSON, and what is said beside it.
final class DashboardSchemas {
  private static final EffectiveMapping GRAFANA = anything("A dashboard in Grafana's JSON.");

  private DashboardSchemas() {}

  static void addTo(EffectiveMapping all) {
    all.put("DashboardEntry", object(entry()), true);
    all.put("Dashboard", object(entry("version", text(), "dashboard", GRAFANA)), true);
    all.put(
        "Dashboards",
        object(
            "dashboards", listOf(schema("DashboardEntry")),
            "problems", listOf(object("place", text(), "reason", text()))),
        true);
    EffectiveMapping version =
        object(
            "number", whole(),
            "savedAt", time(),
            "savedBy", text(),
            "message", text(),
            "version", text());
    all.put("DashboardVersions", object("versions", listOf(version)), true);
    all.put("DashboardVersion", object("dashboard", GRAFANA), true);
  }

  private static Object[] entry(Object... more) {
    Object[] entry = {
      "uid", text(),
      "title", text(),
      "tags", texts(),
      "folder", text(),
      "origin", word("built-in", "file", "imported"),
      "editable", flag(),
      "file?", text()
    };
    return Stream.concat(Arrays.stream(entry), Arrays.stream(more)).toArray();
  }
}
