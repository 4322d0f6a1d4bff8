package io.vigie.promql.script;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import java.util.Arrays;
import java.util.Optional;

/// Histograms that grow or shrink by the same amount from step to step.
final class HistogramSteps {
  private HistogramSteps() {}

  /// A histogram with another, of the same or a finer schema, added so many times.
  ///
  /// @return empty if zero buckets or custom bounds differ
  static Optional<Histogram> plus(Histogram base, Histogram change, double factor) {
    if (base.usesCustomBuckets() != change.usesCustomBuckets()
        || base.zeroThreshold() != change.zeroThreshold()
        || !Arrays.equals(base.customBounds(), change.customBounds())) {
      return Optional.empty();
    }
    int levels = change.schema() - base.schema();
    SparseBuckets positive =
        SparseBuckets.positive(base).plus(SparseBuckets.positive(change).coarser(levels), factor);
    SparseBuckets negative =
        SparseBuckets.negative(base).plus(SparseBuckets.negative(change).coarser(levels), factor);
    return Optional.of(
        new Histogram(
            hint(base.resetHint(), change.resetHint()),
            base.schema(),
            false,
            base.zeroThreshold(),
            base.zeroCount() + factor * change.zeroCount(),
            base.count() + factor * change.count(),
            base.sum() + factor * change.sum(),
            positive.spans(),
            positive.buckets(),
            negative.spans(),
            negative.buckets(),
            base.customBounds()));
  }

  private static ResetHint hint(ResetHint left, ResetHint right) {
    if (left == right) {
      return left;
    }
    return left == ResetHint.GAUGE || right == ResetHint.GAUGE
        ? ResetHint.GAUGE
        : ResetHint.UNKNOWN;
  }
}
