package io.vigie.promql.function;

import io.vigie.model.metric.HistogramBuckets.Bucket;

/// How the observations of a bucket are assumed to be spread between its bounds.
final class BucketShares {
  private BucketShares() {}

  /// The share of a bucket below a value inside its finite bounds: evenly spread if `linear`,
  /// otherwise evenly on a logarithmic scale.
  static double below(Bucket bucket, double value, boolean linear) {
    if (linear) {
      return (value - bucket.lower()) / (bucket.upper() - bucket.lower());
    }
    double logLower = MathFunctions.log2(Math.abs(bucket.lower()));
    double logUpper = MathFunctions.log2(Math.abs(bucket.upper()));
    double logValue = MathFunctions.log2(Math.abs(value));
    return value > 0
        ? (logValue - logLower) / (logUpper - logLower)
        : 1 - (logValue - logUpper) / (logLower - logUpper);
  }
}
