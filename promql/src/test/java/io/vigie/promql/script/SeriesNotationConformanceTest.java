package io.vigie.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.Staleness;
import io.vigie.promql.ConformanceKit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class SeriesNotationConformanceTest {
  @TestFactory
  Stream<DynamicTest> linesAreReadAsSeries() throws IOException {
    return ConformanceKit.jsonLines("promql/series_notation.jsonl").stream()
        .map(line -> dynamicTest(line.get("input").asString(), () -> assertRead(line)));
  }

  private static void assertRead(JsonNode line) throws ScriptException {
    String input = line.get("input").asString();
    if (line.has("fail")) {
      assertRefused(line, input);
      return;
    }
    SeriesLine series = SeriesNotation.parse(input);
    if (line.has("labels")) {
      Map<String, String> labels = new TreeMap<>();
      line.get("labels").forEachEntry((name, value) -> labels.put(name, value.asString()));
      assertThat(series.labels()).isEqualTo(Labels.of(labels));
    }
    List<SequenceValue> expected = new ArrayList<>();
    line.path("values").forEach(value -> expected.add(value(value)));
    line.path("histograms").forEach(value -> expected.add(histogramValue(value, series, expected)));
    assertThat(series.values()).isEqualTo(expected);
  }

  private static void assertRefused(JsonNode line, String input) {
    var refusal = assertThatThrownBy(() -> SeriesNotation.parse(input));
    refusal.isInstanceOf(ScriptException.class);
    if (line.has("error_contains")) {
      refusal.hasMessageContaining(line.get("error_contains").asString());
    }
    // "<Item 57372>" is a number that a parser generator gave.
    if (line.has("error") && !line.get("error").asString().contains("<Item")) {
      refusal.hasMessage(line.get("error").asString());
    }
  }

  private static SequenceValue value(JsonNode value) {
    if (value.isNull()) {
      return new SequenceValue.Gap();
    }
    if (value.isNumber()) {
      return new SequenceValue.FloatValue(value.asDouble());
    }
    return switch (value.asString()) {
      case "_" -> new SequenceValue.Gap();
      case "stale" -> new SequenceValue.FloatValue(Staleness.MARKER);
      default ->
          new SequenceValue.FloatValue(
              Double.parseDouble(value.asString().replace("Inf", "Infinity")));
    };
  }

  /// The kit does not say whether a hint was written: taken from what was read.
  private static SequenceValue histogramValue(
      JsonNode value, SeriesLine series, List<SequenceValue> before) {
    boolean stated =
        series.values().get(before.size()) instanceof SequenceValue.HistogramValue(_, boolean hint)
            && hint;
    return new SequenceValue.HistogramValue(histogram(value), stated);
  }

  private static Histogram histogram(JsonNode node) {
    return new Histogram(
        ResetHint.valueOf(node.get("counter_reset_hint").asString().toUpperCase(Locale.ROOT)),
        node.get("schema").asInt(),
        false,
        node.get("zero_threshold").asDouble(),
        node.get("zero_count").asDouble(),
        node.get("count").asDouble(),
        node.get("sum").asDouble(),
        spans(node.get("positive_spans")),
        numbers(node.get("positive_buckets")),
        spans(node.get("negative_spans")),
        numbers(node.get("negative_buckets")),
        numbers(node.get("custom_values")));
  }

  private static List<Histogram.Span> spans(JsonNode node) {
    List<Histogram.Span> spans = new ArrayList<>();
    node.forEach(span -> spans.add(new Histogram.Span(span.get(0).asInt(), span.get(1).asInt())));
    return spans;
  }

  private static double[] numbers(JsonNode node) {
    double[] numbers = new double[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = node.get(i).asDouble();
    }
    return numbers;
  }

  @TestFactory
  Stream<DynamicTest> histogramsArePrintedInTheNotation() throws IOException {
    return ConformanceKit.jsonLines("promql/histogram_test_expression.jsonl").stream()
        .map(line ->
            dynamicTest(
                line.get("name").asString(),
                () ->
                    assertThat(HistogramNotation.print(histogram(line.get("histogram"))))
                        .isEqualTo(line.get("expression").asString())));
  }
}
