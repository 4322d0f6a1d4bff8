package io.vigie.promql.function;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.HistogramBuckets;
import io.vigie.model.metric.HistogramBuckets.Bucket;
import io.vigie.promql.ast.Span;
import io.vigie.promql.value.Remarks;

/// The share of a native histogram's observations between two bounds; observations are spread over
/// a bucket as for [NativeQuantile].
final class NativeFraction {
  private NativeFraction() {}

  static double of(
      double lower,
      double upper,
      Histogram histogram,
      String metricName,
      Span span,
      Remarks remarks) {
    if (histogram.count() == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    if (lower >= upper) {
      return 0;
    }
    double inBuckets = 0;
    for (Bucket bucket : HistogramBuckets.ascending(histogram)) {
      inBuckets += bucket.count();
    }
    double total = histogram.count();
    if (Double.isNaN(histogram.sum())) {
      total = inBuckets;
      if (inBuckets < histogram.count()) {
        remarks.fractionExcludesNaN(metricName, span);
      }
    }
    double below = Math.min(rank(lower, histogram, total), total);
    double belowUpper = Math.min(rank(upper, histogram, total), total);
    return (belowUpper - below) / histogram.count();
  }

  /// Number of observations below a bound.
  private static double rank(double bound, Histogram histogram, double total) {
    double rank = 0;
    for (Bucket bucket : HistogramBuckets.ascending(histogram)) {
      boolean aroundZero = bucket.lower() <= 0 && bucket.upper() >= 0;
      Bucket edged = aroundZero ? withZeroEdge(bucket, histogram) : bucket;
      if (edged.lower() >= bound) {
        return rank;
      }
      if (edged.upper() > bound) {
        return rank + inside(edged, bound, histogram.usesCustomBuckets() || aroundZero);
      }
      rank += edged.count();
    }
    return total;
  }

  private static double inside(Bucket bucket, double bound, boolean linear) {
    // Nothing can be said about where in an endless bucket its observations are.
    if (Double.isInfinite(bucket.lower())) {
      return bucket.count();
    }
    return bucket.count() * BucketShares.below(bucket, bound, linear);
  }

  private static Bucket withZeroEdge(Bucket bucket, Histogram histogram) {
    boolean negative = histogram.negativeBuckets().length > 0;
    boolean positive = histogram.positiveBuckets().length > 0;
    if (positive == negative) {
      return bucket;
    }
    double lower = positive ? 0 : bucket.lower();
    double upper = negative ? 0 : bucket.upper();
    return new Bucket(
        lower, upper, bucket.lowerInclusive(), bucket.upperInclusive(), bucket.count());
  }
}
