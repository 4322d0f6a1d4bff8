package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.either;
import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.number;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.texts;
import static io.vigie.server.http.openapi.Shape.time;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;

/// Which metrics, labels and values take how many series: three answers, by what is asked.
final class CardinalitySchemas {
  private CardinalitySchemas() {}

  static void addTo(EffectiveMapping all) {
    all.put("MetricsCardinality", metrics(), true);
    all.put("LabelsCardinality", labels(), true);
    all.put("ValuesCardinality", values(), true);
    all.put(
        "Cardinality",
        either(
            schema("MetricsCardinality"), schema("LabelsCardinality"), schema("ValuesCardinality")),
        true);
  }

  private static EffectiveMapping metrics() {
    EffectiveMapping budget =
        object("match", text(), "maxSeries", whole(), "series", whole(), "refused", whole());
    EffectiveMapping metric =
        object(
            "name", text(),
            "series", whole(),
            "samplesPerSecond", number(),
            "bytes", whole(),
            "lastQueried?", number());
    EffectiveMapping unbounded =
        object(
            "metric", text(),
            "label", text(),
            "values", whole(),
            "kind", text(),
            "reason", text(),
            "remedies", texts());
    return object(
        "activeSeries", whole(),
        "queriesSince", time(),
        "budgets", listOf(budget),
        "unboundedLabels", listOf(unbounded),
        "total", whole(),
        "offset", whole(),
        "limit", whole(),
        "metrics", listOf(metric));
  }

  private static EffectiveMapping labels() {
    EffectiveMapping unbounded = object("kind", text(), "reason", text(), "remedies", texts());
    EffectiveMapping label =
        object("name", text(), "values", whole(), "series", whole(), "unbounded?", unbounded);
    return object(
        "metric", text(),
        "series", whole(),
        "samplesPerSecond", number(),
        "bytes", whole(),
        "queriesSince", time(),
        "lastQueried?", number(),
        "labels", listOf(label));
  }

  private static EffectiveMapping values() {
    EffectiveMapping value =
        object("name", text(), "series", whole(), "samplesPerSecond", number(), "bytes", whole());
    return object(
        "metric", text(),
        "label", text(),
        "total", whole(),
        "offset", whole(),
        "limit", whole(),
        "values", listOf(value));
  }
}
