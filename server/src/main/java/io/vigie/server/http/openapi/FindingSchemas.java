package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.texts;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Shape.word;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;

/// What the linter finds.
final class FindingSchemas {
  private FindingSchemas() {}

  static void addTo(EffectiveMapping all) {
    all.put("Wording", object("code", text(), "text", text(), "arguments", texts()), true);
    all.put(
        "Finding",
        object(
            "file", text(),
            "line", whole(),
            "rule", text(),
            "check", text(),
            "severity", word("warning", "note"),
            "reason", text(),
            "proposal", text(),
            "reasonParts", listOf(schema("Wording")),
            "proposalPart?", schema("Wording")),
        true);
  }
}
