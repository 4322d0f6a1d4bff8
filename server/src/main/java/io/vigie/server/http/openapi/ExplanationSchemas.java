package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.anything;
import static io.vigie.server.http.openapi.Shape.flag;
import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.number;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.orNull;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Shape.word;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;
import io.vigie.promql.explain.Reason;
import java.util.Arrays;

/// What `explain` tells of a query and of each node of its tree.
final class ExplanationSchemas {
  private static final EffectiveMapping LABELS = schema("Labels");

  private ExplanationSchemas() {}

  static void addTo(EffectiveMapping all) {
    all.put(
        "Explanation",
        object(
            "tree", schema("QueryNode"),
            "stats?", schema("QueryStatistics"),
            "error?", object("errorType", text(), "message", text())),
        true);
    all.put("NodeExplanation", node(), true);
    all.put("Reason", reason(), true);
    all.put("Matching", matching(), true);
  }

  private static EffectiveMapping node() {
    EffectiveMapping counts = listOf(object("name", text(), "values", whole()));
    return object(
        "steps", whole(),
        "seriesIn", whole(),
        "seriesOut", whole(),
        "samplesRead", whole(),
        "ownMillis", number(),
        "totalMillis", number(),
        "labels", object("counts", counts, "truncated", flag()),
        "reasons", listOf(schema("Reason")),
        "values?", object("min", text(), "max", text()),
        "matching?", schema("Matching"));
  }

  private static EffectiveMapping reason() {
    String[] kinds =
        Arrays.stream(Reason.Kind.values()).map(Reason.Kind::id).toArray(String[]::new);
    return object(
        "kind", word(kinds),
        "message", text(),
        "details", anything("What the message says, by names that depend on the kind."));
  }

  private static EffectiveMapping matching() {
    EffectiveMapping member = object("metric", LABELS, "value", text());
    EffectiveMapping side = object("count", whole(), "series", listOf(member), "truncated", flag());
    EffectiveMapping group =
        object(
            "labels", LABELS,
            "left", side,
            "right", side,
            "result", orNull(whole()),
            "reason", orNull(schema("Reason")));
    return object(
        "groupCount", whole(),
        "matchedCount", whole(),
        "leftOnlyCount", whole(),
        "rightOnlyCount", whole(),
        "groups", listOf(group),
        "truncated", flag());
  }
}
