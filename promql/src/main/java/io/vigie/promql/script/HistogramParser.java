package io.vigie.promql.script;

import io.vigie.model.metric.Histogram;
import io.vigie.promql.ast.GoText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads one native histogram in its notation.
final class HistogramParser {
  private static final Set<String> FIELDS =
      Set.of(
          "sum",
          "count",
          "schema",
          "offset",
          "n_offset",
          "buckets",
          "n_buckets",
          "z_bucket",
          "z_bucket_w",
          "custom_values",
          "counter_reset_hint");

  private final NotationScanner scanner;
  private final Set<String> seen = new HashSet<>();
  private Histogram.ResetHint hint = Histogram.ResetHint.UNKNOWN;
  private int schema;
  private double zeroThreshold;
  private double zeroCount;
  private double count;
  private double sum;
  private int positiveOffset;
  private int negativeOffset;
  private double[] positive = {};
  private double[] negative = {};
  private double[] customBounds = {};

  HistogramParser(NotationScanner scanner) {
    this.scanner = scanner;
  }

  /// Reads from behind the opening braces to behind the closing ones.
  SequenceValue.HistogramValue parse() throws ScriptException {
    int start = scanner.position();
    boolean more = !scanner.at("}}");
    if (more && scanner.takeSpaces() && !scanner.at("}}")) {
      throw scanner.unexpected();
    }
    while (!scanner.take("}}")) {
      readField();
      boolean spaced = scanner.takeSpaces();
      if (!spaced && !scanner.at("}}")) {
        throw scanner.error(
            scanner.position(),
            "unexpected text in histogram description, expected histogram description key, e.g."
                + " buckets:[5 10 7]");
      }
    }
    return new SequenceValue.HistogramValue(build(start), seen.contains("counter_reset_hint"));
  }

  private void readField() throws ScriptException {
    int start = scanner.position();
    String name = scanner.takeWord().toLowerCase(Locale.ROOT);
    if (!FIELDS.contains(name)) {
      throw name.isEmpty()
          ? scanner.unexpected()
          : scanner.error(start, "bad histogram descriptor found: " + GoText.quote(name));
    }
    if (!scanner.take(":")) {
      throw scanner.error(start, "missing `:` for histogram descriptor");
    }
    if (!seen.add(name)) {
      throw scanner.error(0, "duplicate key " + GoText.quote(name) + " in histogram");
    }
    readValue(name);
  }

  private void readValue(String name) throws ScriptException {
    switch (name) {
      case "schema" -> schema = scanner.takeInteger();
      case "sum" -> sum = scanner.takeSignedNumber();
      case "count" -> count = scanner.takeSignedNumber();
      case "z_bucket" -> zeroCount = scanner.takeSignedNumber();
      case "z_bucket_w" -> zeroThreshold = scanner.takeNumber();
      case "offset" -> positiveOffset = scanner.takeInteger();
      case "n_offset" -> negativeOffset = scanner.takeInteger();
      case "buckets" -> positive = numbers();
      case "n_buckets" -> negative = numbers();
      case "custom_values" -> customBounds = numbers();
      default -> hint = resetHint();
    }
  }

  private Histogram.ResetHint resetHint() throws ScriptException {
    int start = scanner.position();
    String word = scanner.takeWord();
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "unknown" -> Histogram.ResetHint.UNKNOWN;
      case "reset" -> Histogram.ResetHint.RESET;
      case "not_reset" -> Histogram.ResetHint.NOT_RESET;
      case "gauge" -> Histogram.ResetHint.GAUGE;
      default -> throw scanner.error(start, "unknown counter reset hint " + GoText.quote(word));
    };
  }

  private double[] numbers() throws ScriptException {
    if (!scanner.take("[")) {
      throw scanner.unexpected();
    }
    List<Double> numbers = new ArrayList<>();
    numbers.add(scanner.takeSignedNumber());
    while (!scanner.take("]")) {
      if (!scanner.takeSpaces()) {
        throw scanner.unexpected();
      }
      if (!scanner.at("]")) {
        numbers.add(scanner.takeSignedNumber());
      }
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private Histogram build(int start) throws ScriptException {
    if (schema != Histogram.CUSTOM_BUCKETS_SCHEMA && (schema < -4 || schema > 8)) {
      throw scanner.error(start, "histogram schema must be -53 or from -4 to 8, not " + schema);
    }
    return new Histogram(
        hint,
        schema,
        false,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        spans(positiveOffset, positive),
        positive,
        spans(negativeOffset, negative),
        negative,
        customBounds);
  }

  private static List<Histogram.Span> spans(int offset, double[] buckets) {
    return buckets.length == 0 ? List.of() : List.of(new Histogram.Span(offset, buckets.length));
  }
}
