package io.vigie.promql.script;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.script.SequenceValue.FloatValue;
import io.vigie.promql.script.SequenceValue.Gap;
import io.vigie.promql.script.SequenceValue.HistogramValue;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.Value;
import io.vigie.promql.value.VectorElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares answers with the expected series, number or text.
///
/// @param steps timestamps of the expected samples of a range vector
record ResultComparison(Expectation expectation, EvalTimes.Steps steps) {

  Optional<Mismatch> compare(Value value) {
    return switch (value) {
      case Value.Scalar(_, double number) -> compareScalar(number);
      case Value.Text(_, String text) -> compareText(text);
      case Value.Vector(List<VectorElement> elements) ->
          otherKind("vector").or(() -> compareVector(elements));
      case Value.Matrix(List<MatrixSeries> series) ->
          otherKind("matrix").or(() -> compareMatrix(series));
    };
  }

  /// A mismatch if a number or text is expected.
  private Optional<Mismatch> otherKind(String kind) {
    if (expectation.scalar().isPresent()) {
      return mismatch("scalar " + GoText.number(expectation.scalar().getAsDouble()), kind);
    }
    return expectation.text().flatMap(text -> mismatch("string " + GoText.quote(text), kind));
  }

  private static Optional<Mismatch> mismatch(String expected, String got) {
    return Optional.of(new Mismatch(expected, got));
  }

  private Optional<Mismatch> compareScalar(double number) {
    String got = "scalar " + GoText.number(number);
    if (expectation.scalar().isEmpty()) {
      return mismatch("vector or matrix", got);
    }
    double wanted = expectation.scalar().getAsDouble();
    return AlmostEqual.test(wanted, number)
        ? Optional.empty()
        : mismatch("scalar " + GoText.number(wanted), got);
  }

  private Optional<Mismatch> compareText(String text) {
    String wanted = expectation.text().orElse("");
    return wanted.equals(text)
        ? Optional.empty()
        : mismatch("string " + GoText.quote(wanted), "string " + GoText.quote(text));
  }

  private Optional<Mismatch> compareVector(List<VectorElement> elements) {
    for (int i = 0; i < elements.size(); i++) {
      Optional<Mismatch> mismatch = compareElement(elements.get(i), i);
      if (mismatch.isPresent()) {
        return mismatch;
      }
    }
    return missing(elements.stream().map(VectorElement::labels).toList());
  }

  private Optional<Mismatch> compareElement(VectorElement element, int position) {
    int expectedPosition = positionOf(element.labels());
    if (expectedPosition < 0) {
      return mismatch("no series " + element.labels(), describe(element));
    }
    if (expectation.ordered() && expectedPosition != position) {
      return mismatch(
          element.labels() + " at position " + (expectedPosition + 1),
          "position " + (position + 1));
    }
    List<SequenceValue> values = expectation.series().get(expectedPosition).values();
    boolean equal =
        values.size() == 1 && equal(values.getFirst(), element.value(), element.histogram());
    return equal ? Optional.empty() : mismatch(element.labels() + " " + values, describe(element));
  }

  private static boolean equal(
      SequenceValue expected, double value, Optional<Histogram> histogram) {
    return switch (expected) {
      case Gap _ -> false;
      case FloatValue(double wanted) -> histogram.isEmpty() && AlmostEqual.test(wanted, value);
      case HistogramValue wanted ->
          histogram.isPresent() && AlmostEqual.test(wanted, histogram.get());
    };
  }

  private static String describe(VectorElement element) {
    return element.labels()
        + " "
        + element.histogram().map(HistogramNotation::print).orElse(GoText.number(element.value()));
  }

  private int positionOf(Labels labels) {
    for (int i = 0; i < expectation.series().size(); i++) {
      if (expectation.series().get(i).labels().equals(labels)) {
        return i;
      }
    }
    return -1;
  }

  private Optional<Mismatch> missing(List<Labels> found) {
    return expectation.series().stream()
        .filter(series -> !found.contains(series.labels()))
        .findFirst()
        .flatMap(series -> mismatch(series.labels() + " " + series.values(), "no such series"));
  }

  private Optional<Mismatch> compareMatrix(List<MatrixSeries> series) {
    if (expectation.ordered()) {
      return mismatch("ordered result", "matrix");
    }
    for (int i = 0; i < series.size(); i++) {
      if (i > 0 && series.get(i - 1).labels().compareTo(series.get(i).labels()) >= 0) {
        return mismatch("series sorted by labels", series.get(i).labels() + " out of order");
      }
      Optional<Mismatch> mismatch = compareSeries(series.get(i));
      if (mismatch.isPresent()) {
        return mismatch;
      }
    }
    return missing(series.stream().map(MatrixSeries::labels).toList());
  }

  private Optional<Mismatch> compareSeries(MatrixSeries actual) {
    int position = positionOf(actual.labels());
    if (position < 0) {
      return mismatch("no series " + actual.labels(), describe(actual));
    }
    List<SequenceValue> values = expectation.series().get(position).values();
    return equal(values, actual)
        ? Optional.empty()
        : mismatch(actual.labels() + " " + values, describe(actual));
  }

  private boolean equal(List<SequenceValue> expected, MatrixSeries actual) {
    int next = 0;
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i) instanceof Gap) {
        continue;
      }
      boolean equal =
          next < actual.size()
              && steps.at(i) <= steps.endMillis()
              && actual.timestampMillis(next) == steps.at(i)
              && equal(expected.get(i), actual.value(next), histogram(actual, next));
      if (!equal) {
        return false;
      }
      next++;
    }
    return next == actual.size();
  }

  private static Optional<Histogram> histogram(MatrixSeries series, int index) {
    return series.isHistogram(index) ? Optional.of(series.histogram(index)) : Optional.empty();
  }

  private static String describe(MatrixSeries series) {
    List<String> samples = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      String value =
          series.isHistogram(i)
              ? HistogramNotation.print(series.histogram(i))
              : GoText.number(series.value(i));
      samples.add(value + " @" + series.timestampMillis(i) + "ms");
    }
    return series.labels() + " " + samples;
  }
}
