package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.texts;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Shape.word;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;
import java.util.ArrayList;
import java.util.List;

/// What the linter finds in rules and in the queries of dashboards.
final class FindingSchemas {
  private FindingSchemas() {}

  static void addTo(EffectiveMapping all) {
    all.put("Wording", object("code", text(), "text", text(), "arguments", texts()), true);
    List<Object> finding =
        List.of(
            "file", text(),
            "line", whole(),
            "rule", text(),
            "check", text(),
            "severity", word("warning", "note"),
            "reason", text(),
            "proposal", text(),
            "reasonParts", listOf(schema("Wording")),
            "proposalPart?", schema("Wording"));
    List<Object> ofPanel =
        new ArrayList<>(List.of("panel", text(), "query", text(), "expression", text()));
    ofPanel.addAll(finding);
    all.put("Finding", object(finding.toArray()), true);
    all.put("PanelFinding", object(ofPanel.toArray()), true);
    all.put("PanelFindings", object("findings", listOf(schema("PanelFinding"))), true);
  }
}
