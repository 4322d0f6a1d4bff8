package io.vigie.promql.script;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.HistogramResets;
import java.util.Optional;

/// What a store says about counter resets when it gives back a histogram. Scripts expect what
/// Prometheus' store says: that a histogram goes on from the one before, or nothing; a reset it
/// never claims, because what lay between might be gone.
final class ResetHints {
  private ResetHints() {}

  /// The histogram with the hint that reading it back gives.
  ///
  /// @param previous the sample of the series before, if it is a histogram
  static Histogram stored(Optional<Histogram> previous, Histogram next) {
    return switch (next.resetHint()) {
      case GAUGE -> next;
      case RESET -> next.withResetHint(ResetHint.UNKNOWN);
      case UNKNOWN, NOT_RESET -> {
        Histogram unknown = next.withResetHint(ResetHint.UNKNOWN);
        yield previous.filter(before -> goesOn(before, unknown)).isPresent()
            ? next.withResetHint(ResetHint.NOT_RESET)
            : unknown;
      }
    };
  }

  private static boolean goesOn(Histogram before, Histogram next) {
    if (before.resetHint() == ResetHint.GAUGE) {
      return false;
    }
    if (next.isStaleMarker() || before.isStaleMarker()) {
      return next.isStaleMarker();
    }
    return next.schema() == before.schema()
        && next.zeroThreshold() == before.zeroThreshold()
        && !HistogramResets.isReset(next, before);
  }
}
