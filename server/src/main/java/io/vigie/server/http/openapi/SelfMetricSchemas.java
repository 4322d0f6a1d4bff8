package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.either;
import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.number;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.word;

import io.vigie.config.yaml.EffectiveMapping;

/// Metrics as the protobuf exposition has them in its JSON form: counts are texts, and so are the
/// numbers that JSON does not know.
final class SelfMetricSchemas {
  private SelfMetricSchemas() {}

  static void addTo(EffectiveMapping all) {
    EffectiveMapping single = object("value", value());
    EffectiveMapping metric =
        object(
            "label?",
            listOf(object("name", text(), "value", text())),
            "counter?",
            single,
            "gauge?",
            single,
            "untyped?",
            single,
            "histogram?",
            histogram(),
            "summary?",
            summary());
    all.put(
        "SelfMetric",
        object(
            "name", text(),
            "help", text(),
            "type", word("COUNTER", "GAUGE", "HISTOGRAM", "SUMMARY", "UNTYPED"),
            "metric", listOf(metric)),
        true);
  }

  private static EffectiveMapping value() {
    return either(number(), word("NaN", "Infinity", "-Infinity"));
  }

  private static EffectiveMapping histogram() {
    EffectiveMapping bucket = object("cumulativeCount", text(), "upperBound", value());
    return object("sampleCount", text(), "sampleSum", value(), "bucket", listOf(bucket));
  }

  private static EffectiveMapping summary() {
    EffectiveMapping quantile = object("quantile", value(), "value", value());
    return object("sampleCount", text(), "sampleSum", value(), "quantile", listOf(quantile));
  }
}
