package io.vigie.model.metric;

/// Tells whether the counters in a native histogram began anew between two samples.
public final class HistogramResets {
  private HistogramResets() {}

  /// Whether the series was reset between `previous` and `current`: a hint says so, or a count
  /// decreased, or a populated bucket is gone, or the buckets changed in a way that only comes with
  /// a reset (finer schema, smaller zero bucket).
  public static boolean isReset(Histogram current, Histogram previous) {
    return switch (current.resetHint()) {
      case RESET -> true;
      case NOT_RESET -> false;
      case UNKNOWN, GAUGE -> countsDecreased(current, previous);
    };
  }

  private static boolean countsDecreased(Histogram current, Histogram previous) {
    if (current.count() < previous.count()) {
      return true;
    }
    if (current.usesCustomBuckets() != previous.usesCustomBuckets()) {
      return true;
    }
    return current.usesCustomBuckets()
        ? customBucketsDecreased(current, previous)
        : exponentialBucketsDecreased(current, previous);
  }

  private static boolean customBucketsDecreased(Histogram current, Histogram previous) {
    CustomBounds common = CustomBounds.common(current.customBounds(), previous.customBounds());
    double[] now = common.spread(current);
    double[] before = common.spread(previous);
    for (int i = 0; i < now.length; i++) {
      if (now[i] < before[i]) {
        return true;
      }
    }
    return false;
  }

  private static boolean exponentialBucketsDecreased(Histogram current, Histogram previous) {
    if (current.schema() > previous.schema()
        || current.zeroThreshold() < previous.zeroThreshold()) {
      return true;
    }
    ZeroBucket widened = ZeroBucket.of(previous).widenedTo(current.zeroThreshold());
    if (widened.threshold() != current.zeroThreshold() || current.zeroCount() < widened.count()) {
      return true;
    }
    int steps = previous.schema() - current.schema();
    return rowDecreased(
            current,
            BucketRow.of(current.positiveSpans(), current.positiveBuckets()),
            BucketRow.of(previous.positiveSpans(), previous.positiveBuckets()),
            steps)
        || rowDecreased(
            current,
            BucketRow.of(current.negativeSpans(), current.negativeBuckets()),
            BucketRow.of(previous.negativeSpans(), previous.negativeBuckets()),
            steps);
  }

  private static boolean rowDecreased(
      Histogram current, BucketRow now, BucketRow before, int steps) {
    before.coarsen(steps);
    int position = 0;
    for (int i = 0; i < before.size(); i++) {
      int index = before.index(i);
      if (HistogramBuckets.exponentialBound(index, current.schema()) <= current.zeroThreshold()) {
        continue;
      }
      while (position < now.size() && now.index(position) < index) {
        position++;
      }
      boolean present = position < now.size() && now.index(position) == index;
      if (before.count(i) > (present ? now.count(position) : 0)
          || (!present && before.count(i) != 0)) {
        return true;
      }
    }
    return false;
  }
}
