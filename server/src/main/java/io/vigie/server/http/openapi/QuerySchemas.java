package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.either;
import static io.vigie.server.http.openapi.Shape.flag;
import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.number;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.orNull;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.tuple;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Shape.word;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;

/// Values of PromQL, what they cost, and names that are searched for.
final class QuerySchemas {
  private static final EffectiveMapping LABELS = schema("Labels");

  private QuerySchemas() {}

  static void addTo(EffectiveMapping all) {
    addSamples(all);
    all.put(
        "QueryResult",
        either(
            result("scalar", schema("Sample")),
            result("string", tuple(number(), text())),
            result("vector", listOf(schema("VectorElement"))),
            result("matrix", listOf(schema("MatrixSeries"))),
            columns()),
        true);
    all.put("QueryStatistics", statistics(), true);
    EffectiveMapping exemplar = object("labels", LABELS, "value", text(), "timestamp", number());
    all.put("SeriesExemplars", object("seriesLabels", LABELS, "exemplars", listOf(exemplar)), true);
    all.put("FoundNames", found("name"), true);
    all.put("FoundValues", found("value"), true);
  }

  private static void addSamples(EffectiveMapping all) {
    EffectiveMapping bucket = tuple(whole(), text(), text(), text());
    all.put("Sample", tuple(number(), text()), true);
    all.put("Histogram", object("count", text(), "sum", text(), "buckets?", listOf(bucket)), true);
    all.put("HistogramSample", tuple(number(), schema("Histogram")), true);
    all.put(
        "VectorElement",
        object(
            "metric", LABELS, "value?", schema("Sample"), "histogram?", schema("HistogramSample")),
        true);
    all.put(
        "MatrixSeries",
        object(
            "metric", LABELS,
            "values?", listOf(schema("Sample")),
            "histograms?", listOf(schema("HistogramSample"))),
        true);
  }

  private static EffectiveMapping result(String type, EffectiveMapping value) {
    return object("resultType", word(type), "result", value, "stats?", schema("QueryStatistics"));
  }

  /// With `columns=1`: a series is the numbers of the steps from its first one on.
  private static EffectiveMapping columns() {
    EffectiveMapping value = orNull(either(number(), word("NaN", "+Inf", "-Inf")));
    EffectiveMapping series = object("metric", LABELS, "from", whole(), "values", listOf(value));
    return object(
        "resultType", word("columns"),
        "start", number(),
        "step", number(),
        "result", listOf(series),
        "stats?", schema("QueryStatistics"));
  }

  private static EffectiveMapping statistics() {
    EffectiveMapping timings =
        object(
            "evalTotalTime", number(),
            "resultSortTime", number(),
            "queryPreparationTime", number(),
            "innerEvalTime", number(),
            "execQueueTime", number(),
            "execTotalTime", number());
    EffectiveMapping perStep = listOf(tuple(number(), whole()));
    EffectiveMapping samples =
        object(
            "totalQueryableSamplesPerStep?", perStep,
            "samplesReadPerStep?", perStep,
            "totalQueryableSamples", whole(),
            "samplesRead", whole(),
            "peakSamples", whole());
    return object("timings", timings, "samples", samples);
  }

  /// A line of a search: results, or at the end whether there are more.
  private static EffectiveMapping found(String what) {
    EffectiveMapping result =
        object(
            what,
            text(),
            "score?",
            number(),
            "type?",
            TargetSchemas.METRIC_TYPE,
            "help?",
            text(),
            "unit?",
            text(),
            "series?",
            whole());
    return either(
        object("results", listOf(result)), object("status", word("success"), "has_more", flag()));
  }
}
