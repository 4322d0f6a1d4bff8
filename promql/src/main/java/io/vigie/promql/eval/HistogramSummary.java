package io.vigie.promql.eval;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.HistogramResets;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Staleness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Histograms without their buckets, for [StatisticsSelectors]. Since resets cannot be found
/// without buckets any more, they are found first and noted in the hint.
final class HistogramSummary {
  private HistogramSummary() {}

  /// @param previous the histogram before it in its series, if it was read
  static Histogram of(Histogram current, @Nullable Histogram previous) {
    ResetHint hint = current.resetHint();
    if (hint == ResetHint.UNKNOWN && previous != null) {
      hint = HistogramResets.isReset(current, previous) ? ResetHint.RESET : ResetHint.NOT_RESET;
    }
    return new Histogram(
        hint,
        current.schema(),
        current.integerCounts(),
        0,
        0,
        current.count(),
        current.sum(),
        List.of(),
        new double[0],
        List.of(),
        new double[0],
        new double[0]);
  }

  /// The last histogram before a position that is no stale marker and not before `minMillis`.
  static @Nullable Histogram before(SampleBuffer buffer, int position, long minMillis) {
    for (int i = position - 1; i >= 0 && buffer.timestampsMillis()[i] >= minMillis; i--) {
      if (buffer.isHistogram(i) && !Staleness.isMarker(buffer.values()[i])) {
        return buffer.histogram(i);
      }
    }
    return null;
  }
}
