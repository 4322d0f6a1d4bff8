package io.vigie.promql.function;

import io.vigie.model.metric.FloatText;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `histogram_quantile`, `histogram_quantiles`, `histogram_fraction`: of classic and of native
/// histograms.
final class HistogramQuantileFunctions {
  private HistogramQuantileFunctions() {}

  /// `histogram_quantile(quantile, vector)`.
  static List<StepSeries> quantile(VectorCall call) {
    double[] quantiles = call.scalar(0);
    remarkInvalid(call, 0);
    HistogramVectors vectors = new HistogramVectors(call, 1);
    List<StepSeries> results = new ArrayList<>();
    for (HistogramVectors.Group group : vectors.groups()) {
      StepColumn column = StepColumn.missing(quantiles.length);
      ClassicBuckets buckets = new ClassicBuckets(group.buckets().size());
      for (int step = 0; step < quantiles.length; step++) {
        quantileAt(call, vectors, group, quantiles[step], step, buckets, column);
      }
      results.add(new StepSeries(call.withoutName(group.labels()), true, column));
    }
    return results;
  }

  private static void remarkInvalid(VectorCall call, int argument) {
    for (double quantile : call.scalar(argument)) {
      if (!(quantile >= 0 && quantile <= 1)) {
        call.remarks().invalidQuantile(quantile, call.argument(argument).span());
      }
    }
  }

  private static void quantileAt(
      VectorCall call,
      HistogramVectors vectors,
      HistogramVectors.Group group,
      double quantile,
      int step,
      ClassicBuckets buckets,
      StepColumn out) {
    call.pulse();
    for (StepColumn column : group.natives()) {
      Histogram histogram = column.histogramOrNull(step);
      if (histogram != null) {
        String name = vectors.metricName(group);
        out.set(step, NativeQuantile.of(quantile, histogram, name, vectors.span(), call.remarks()));
      }
    }
    HistogramVectors.gather(group, step, buckets);
    if (!buckets.isEmpty()) {
      out.set(step, buckets.quantile(quantile));
      remarkForced(call, vectors, group, step, buckets);
    }
  }

  private static void remarkForced(
      VectorCall call,
      HistogramVectors vectors,
      HistogramVectors.Group group,
      int step,
      ClassicBuckets buckets) {
    if (buckets.isForced()) {
      call.remarks()
          .forcedMonotonicity(
              vectors.metricName(group),
              call.grid().timestampMillis(step),
              buckets.minForced(),
              buckets.maxForced(),
              buckets.maxDifference(),
              vectors.span());
    }
  }

  /// `histogram_quantiles(vector, label, quantile...)`: one series for each quantile, named by the
  /// label.
  static List<StepSeries> quantiles(VectorCall call) {
    String label = call.text(1);
    for (int i = 2; i < call.argumentCount(); i++) {
      remarkInvalid(call, i);
    }
    HistogramVectors vectors = new HistogramVectors(call, 0);
    int steps = call.grid().steps();
    List<StepSeries> series = new ArrayList<>();
    for (int i = 2; i < call.argumentCount(); i++) {
      double[] quantiles = call.scalar(i);
      for (HistogramVectors.Group group : vectors.groups()) {
        ClassicBuckets buckets = new ClassicBuckets(group.buckets().size());
        Map<Labels, StepColumn> results = new LinkedHashMap<>();
        for (int step = 0; step < steps; step++) {
          Labels labels = call.withoutName(group.labels()).with(label, labelValue(quantiles[step]));
          StepColumn column = results.computeIfAbsent(labels, _ -> StepColumn.missing(steps));
          quantileAt(call, vectors, group, quantiles[step], step, buckets, column);
        }
        results.forEach((labels, column) -> series.add(new StepSeries(labels, true, column)));
      }
    }
    return series;
  }

  /// A quantile as OpenMetrics writes it: with a point, unless it has an exponent.
  private static String labelValue(double quantile) {
    String text = FloatText.general(quantile);
    return !Double.isFinite(quantile) || text.contains(".") || text.contains("e")
        ? text
        : text + ".0";
  }

  /// `histogram_fraction(lower, upper, vector)`.
  static List<StepSeries> fraction(VectorCall call) {
    HistogramVectors vectors = new HistogramVectors(call, 2);
    double[] lower = call.scalar(0);
    double[] upper = call.scalar(1);
    List<StepSeries> results = new ArrayList<>();
    for (HistogramVectors.Group group : vectors.groups()) {
      StepColumn column = StepColumn.missing(lower.length);
      ClassicBuckets buckets = new ClassicBuckets(group.buckets().size());
      for (int step = 0; step < lower.length; step++) {
        fractionAt(call, vectors, group, lower[step], upper[step], step, buckets, column);
      }
      results.add(new StepSeries(call.withoutName(group.labels()), true, column));
    }
    return results;
  }

  private static void fractionAt(
      VectorCall call,
      HistogramVectors vectors,
      HistogramVectors.Group group,
      double lower,
      double upper,
      int step,
      ClassicBuckets buckets,
      StepColumn out) {
    call.pulse();
    for (StepColumn column : group.natives()) {
      Histogram histogram = column.histogramOrNull(step);
      if (histogram != null) {
        String name = vectors.metricName(group);
        out.set(
            step, NativeFraction.of(lower, upper, histogram, name, vectors.span(), call.remarks()));
      }
    }
    HistogramVectors.gather(group, step, buckets);
    if (!buckets.isEmpty()) {
      out.set(step, buckets.fraction(lower, upper));
    }
  }
}
