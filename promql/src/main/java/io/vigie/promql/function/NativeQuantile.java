package io.vigie.promql.function;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.HistogramBuckets;
import io.vigie.model.metric.HistogramBuckets.Bucket;
import io.vigie.promql.ast.Span;
import io.vigie.promql.value.Remarks;
import java.util.List;

/// The quantile of a native histogram.
///
/// Observations are assumed to be spread evenly over a custom bucket and the zero bucket, and
/// evenly on a logarithmic scale over an exponential bucket.
final class NativeQuantile {
  private static final Bucket NONE = new Bucket(0, 0, false, false, 0);

  private final double quantile;
  private final Histogram histogram;
  private final List<Bucket> buckets;
  private final boolean upwards;

  private NativeQuantile(double quantile, Histogram histogram) {
    this.quantile = quantile;
    this.histogram = histogram;
    this.buckets = HistogramBuckets.ascending(histogram);
    // Observations that are no numbers are in no bucket but in the count: as if above all buckets.
    this.upwards = Double.isNaN(histogram.sum()) || quantile < 0.5;
  }

  static double of(
      double quantile, Histogram histogram, String metricName, Span span, Remarks remarks) {
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (histogram.count() == 0 || Double.isNaN(quantile)) {
      return Double.NaN;
    }
    return new NativeQuantile(quantile, histogram).find(metricName, span, remarks);
  }

  private double find(String metricName, Span span, Remarks remarks) {
    double rank = (upwards ? quantile : 1 - quantile) * histogram.count();
    Bucket bucket = NONE;
    double seen = 0;
    int visited = 0;
    while (visited < buckets.size()) {
      bucket = buckets.get(upwards ? visited : buckets.size() - 1 - visited);
      visited++;
      seen += bucket.count();
      if (bucket.count() != 0 && seen >= rank) {
        break;
      }
    }
    if (histogram.usesCustomBuckets() && Double.isInfinite(bucket.lower())) {
      if (bucket.upper() <= 0) {
        return bucket.upper();
      }
    } else if (histogram.usesCustomBuckets() && Double.isInfinite(bucket.upper())) {
      return bucket.lower();
    }
    seen = Math.min(seen, histogram.count());
    if (seen < rank) {
      return behindAllBuckets(bucket, metricName, span, remarks);
    }
    remarkSkew(seen, visited, metricName, span, remarks);
    double rankInBucket = upwards ? rank - (seen - bucket.count()) : seen - rank;
    return interpolate(withZeroEdge(bucket), rankInBucket / bucket.count());
  }

  private double behindAllBuckets(Bucket bucket, String metricName, Span span, Remarks remarks) {
    if (Double.isNaN(histogram.sum())) {
      remarks.quantileIsNaN(metricName, span);
      return Double.NaN;
    }
    return withZeroEdge(bucket).upper();
  }

  private void remarkSkew(double seen, int visited, String metricName, Span span, Remarks remarks) {
    if (!Double.isNaN(histogram.sum())) {
      return;
    }
    double inBuckets = seen;
    for (Bucket bucket : buckets.subList(visited, buckets.size())) {
      inBuckets += bucket.count();
    }
    if (inBuckets < histogram.count()) {
      remarks.quantileIsSkewed(metricName, span);
    }
  }

  /// A bucket around zero, or the lowest custom bucket, ends at zero if nothing lies on its other
  /// side.
  private Bucket withZeroEdge(Bucket bucket) {
    if (histogram.usesCustomBuckets()) {
      return Double.isInfinite(bucket.lower()) ? between(0, bucket.upper(), bucket) : bucket;
    }
    if (!(bucket.lower() < 0 && bucket.upper() > 0)) {
      return bucket;
    }
    boolean negative = histogram.negativeBuckets().length > 0;
    boolean positive = histogram.positiveBuckets().length > 0;
    if (positive && !negative) {
      return between(0, bucket.upper(), bucket);
    }
    return negative && !positive ? between(bucket.lower(), 0, bucket) : bucket;
  }

  private static Bucket between(double lower, double upper, Bucket bucket) {
    return new Bucket(
        lower, upper, bucket.lowerInclusive(), bucket.upperInclusive(), bucket.count());
  }

  private double interpolate(Bucket bucket, double fraction) {
    double lower = bucket.lower();
    double upper = bucket.upper();
    if (histogram.usesCustomBuckets() || (lower <= 0 && upper >= 0)) {
      return lower + (upper - lower) * fraction;
    }
    double logLower = MathFunctions.log2(Math.abs(lower));
    double logUpper = MathFunctions.log2(Math.abs(upper));
    return lower > 0
        ? Math.pow(2, logLower + (logUpper - logLower) * fraction)
        : -Math.pow(2, logUpper + (logLower - logUpper) * (1 - fraction));
  }
}
