package io.vigie.promql.function;

import io.vigie.model.metric.BucketRow;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.HistogramBuckets;
import io.vigie.model.metric.HistogramBuckets.Bucket;

/// The operators `</` and `>/`: a native histogram without the observations above, or below, a
/// value. Count and sum are estimated anew from what is left, if anything was taken away.
public final class HistogramTrim {
  /// What is left of a bucket.
  ///
  /// @param middle where its observations are assumed to be
  private record Rest(double count, double middle) {}

  private final Histogram histogram;
  private final double bound;
  private final boolean keepsBelow;
  private final boolean custom;
  private double count;
  private double sum;
  private boolean trimmed;

  private HistogramTrim(Histogram histogram, double bound, boolean keepsBelow) {
    this.histogram = histogram;
    this.bound = bound;
    this.keepsBelow = keepsBelow;
    this.custom = histogram.usesCustomBuckets();
  }

  /// `histogram </ bound`: without what lies above.
  public static Histogram below(Histogram histogram, double bound) {
    return new HistogramTrim(histogram, bound, true).trim();
  }

  /// `histogram >/ bound`: without what lies below.
  public static Histogram above(Histogram histogram, double bound) {
    return new HistogramTrim(histogram, bound, false).trim();
  }

  private Histogram trim() {
    BucketRow positive = BucketRow.of(histogram.positiveSpans(), histogram.positiveBuckets());
    BucketRow negative = BucketRow.of(histogram.negativeSpans(), histogram.negativeBuckets());
    boolean hasPositive = trimRow(positive, true);
    boolean hasNegative = trimRow(negative, false);
    double zeroCount = trimZero(hasPositive, hasNegative);
    if (!trimmed) {
      return histogram;
    }
    positive.removeEmpty();
    negative.removeEmpty();
    return new Histogram(
        histogram.resetHint(),
        histogram.schema(),
        histogram.integerCounts(),
        histogram.zeroThreshold(),
        zeroCount,
        count,
        sum,
        positive.spans(),
        positive.counts(),
        negative.spans(),
        negative.counts(),
        histogram.customBounds());
  }

  /// Trims buckets of one sign; tells whether any has observations.
  private boolean trimRow(BucketRow row, boolean positive) {
    boolean populated = false;
    for (int i = 0; i < row.size(); i++) {
      if (row.count(i) == 0) {
        continue;
      }
      populated = true;
      Bucket bucket =
          positive
              ? HistogramBuckets.positiveBucket(histogram, row, i)
              : HistogramBuckets.negativeBucket(histogram, row, i);
      Rest rest = rest(bucket, positive);
      trimmed |= rest.count != row.count(i);
      row.setCount(i, rest.count);
      keep(rest);
    }
    return populated;
  }

  private void keep(Rest rest) {
    count += rest.count;
    sum += rest.middle * rest.count;
  }

  private Rest rest(Bucket bucket, boolean positive) {
    boolean wholeKept = keepsBelow ? bucket.upper() <= bound : bucket.lower() >= bound;
    if (wholeKept) {
      return new Rest(bucket.count(), middle(bucket.lower(), bucket.upper(), positive));
    }
    boolean wholeGone = keepsBelow ? !(bucket.lower() < bound) : !(bucket.upper() > bound);
    if (wholeGone) {
      return new Rest(0, 0);
    }
    if (Double.isInfinite(bucket.lower())) {
      return restOfLowest(bucket);
    }
    if (Double.isInfinite(bucket.upper())) {
      // How far observations reach in a bucket without end is not known: all may lie above.
      return keepsBelow ? new Rest(0, 0) : new Rest(bucket.count(), bound);
    }
    double below = bucket.count() * BucketShares.below(bucket, bound, custom);
    return keepsBelow
        ? new Rest(below, middle(bucket.lower(), bound, positive))
        : new Rest(bucket.count() - below, middle(bound, bucket.upper(), positive));
  }

  /// What is left of a custom bucket that reaches down without end: it counts from zero if its
  /// upper bound is positive; otherwise nothing is known about where its observations are.
  private Rest restOfLowest(Bucket bucket) {
    double upper = bucket.upper();
    boolean fromZero = upper > 0 && !Double.isInfinite(upper);
    if (keepsBelow) {
      if (bound > 0 && fromZero) {
        return new Rest(bucket.count() * bound / upper, bound / 2);
      }
      return upper <= 0 ? new Rest(bucket.count(), bound) : new Rest(0, 0);
    }
    return bound >= 0 && fromZero
        ? new Rest(bucket.count() * (1 - bound / upper), (bound + upper) / 2)
        : new Rest(0, 0);
  }

  private double middle(double lower, double upper, boolean positive) {
    if (Double.isInfinite(lower)) {
      if (Double.isInfinite(upper)) {
        return 0;
      }
      return upper > 0 ? upper / 2 : upper;
    }
    if (Double.isInfinite(upper)) {
      return lower;
    }
    if (custom) {
      return (lower + upper) / 2;
    }
    double middle = Math.sqrt(Math.abs(lower * upper));
    return positive ? middle : -middle;
  }

  private double trimZero(boolean hasPositive, boolean hasNegative) {
    if (!(histogram.zeroCount() > 0)) {
      return histogram.zeroCount();
    }
    double lower = hasPositive && !hasNegative ? 0 : -histogram.zeroThreshold();
    double upper = hasNegative && !hasPositive ? 0 : histogram.zeroThreshold();
    double from = keepsBelow ? lower : Math.max(lower, bound);
    double to = keepsBelow ? Math.min(upper, bound) : upper;
    Rest rest = new Rest(0, 0);
    if (keepsBelow ? bound >= upper : bound <= lower) {
      rest = new Rest(histogram.zeroCount(), (lower + upper) / 2);
    } else if (keepsBelow ? bound > lower : bound < upper) {
      rest = new Rest(histogram.zeroCount() * ((to - from) / (upper - lower)), (from + to) / 2);
    }
    trimmed |= rest.count != histogram.zeroCount();
    keep(rest);
    return rest.count;
  }
}
