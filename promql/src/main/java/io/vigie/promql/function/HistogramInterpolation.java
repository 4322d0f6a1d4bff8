package io.vigie.promql.function;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.HistogramResets;
import io.vigie.promql.ast.Span;
import io.vigie.promql.value.Remarks;
import org.jspecify.annotations.Nullable;

/// Histograms between two samples, on the straight line from one to the other.
public final class HistogramInterpolation {
  private HistogramInterpolation() {}

  /// Where remarks go.
  public record Place(String metricName, Span span, Remarks remarks) {}

  /// The histogram at an instant between two others. A counter that was reset between them rises
  /// from zero.
  ///
  /// @return null, with a remark, if only one of them has custom buckets
  public static @Nullable Histogram between(
      Histogram before,
      long beforeMillis,
      Histogram after,
      long afterMillis,
      long atMillis,
      boolean counter,
      Place place) {
    if (atMillis == beforeMillis) {
      return before;
    }
    if (atMillis == afterMillis) {
      return after;
    }
    double fraction = (double) (atMillis - beforeMillis) / (afterMillis - beforeMillis);
    HistogramSum sum = new HistogramSum(after);
    if (counter && HistogramResets.isReset(after, before)) {
      return sum.multiply(fraction).toHistogram();
    }
    if (!sum.subtract(before)) {
      place.remarks.mixedExponentialAndCustom(place.metricName, place.span);
      return null;
    }
    remarkReconciled(sum, "subtraction", place);
    sum.multiply(fraction).add(before);
    remarkReconciled(sum, "addition", place);
    return sum.toHistogram();
  }

  private static void remarkReconciled(HistogramSum sum, String operation, Place place) {
    if (sum.takeBoundsReconciled()) {
      place.remarks.mismatchedCustomBuckets(operation, place.span);
    }
  }
}
