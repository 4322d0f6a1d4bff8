package io.vigie.model.metric;

import java.util.ArrayList;
import java.util.List;

/// The buckets of native histograms with their bounds
/// (<https://prometheus.io/docs/specs/native_histograms/#schema>).
public final class HistogramBuckets {
  private static final int FINEST_SCHEMA = 8;
  private static final int EXPONENT_BEHIND_LARGEST_FLOAT = 1024;

  /// Bounds between 1 and 2 of the finest schema; coarser ones use every second, fourth, ... bound.
  private static final double[] BOUNDS = finestBounds();

  private HistogramBuckets() {}

  /// One bucket.
  ///
  /// @param lower lower bound, in the unit of the observations
  /// @param upper upper bound
  /// @param count number of observations between them
  public record Bucket(
      double lower, double upper, boolean lowerInclusive, boolean upperInclusive, double count) {
    /// In mathematical notation: `(1,2]:3`.
    @Override
    public String toString() {
      return (lowerInclusive ? "[" : "(")
          + FloatText.general(lower)
          + ","
          + FloatText.general(upper)
          + (upperInclusive ? "]" : ")")
          + ":"
          + FloatText.general(count);
    }
  }

  private static double[] finestBounds() {
    double[] bounds = new double[1 << FINEST_SCHEMA];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = StrictMath.pow(2, (double) i / bounds.length);
    }
    return bounds;
  }

  /// Upper bound of a positive bucket; the lower bound is that of the index before.
  ///
  /// @param customBounds bounds of custom buckets; not looked at otherwise
  public static double upperBound(int index, int schema, double[] customBounds) {
    if (schema != Histogram.CUSTOM_BUCKETS_SCHEMA) {
      return exponentialBound(index, schema);
    }
    if (index < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return index < customBounds.length ? customBounds[index] : Double.POSITIVE_INFINITY;
  }

  /// Upper bound of a positive exponential bucket: 2 to the power of `index` times 2^-schema. The
  /// bound that is just too large for a float is the largest float, so that only infinite
  /// observations lie behind it.
  public static double exponentialBound(int index, int schema) {
    int exponent;
    double fraction;
    if (schema <= 0) {
      exponent = Math.clamp((long) index << Math.min(-schema, 31), -2000, 2000);
      fraction = 1;
    } else {
      exponent = index >> schema;
      fraction = BOUNDS[(index & ((1 << schema) - 1)) << (FINEST_SCHEMA - schema)];
    }
    return fraction == 1 && exponent == EXPONENT_BEHIND_LARGEST_FLOAT
        ? Double.MAX_VALUE
        : Math.scalb(fraction, exponent);
  }

  /// All buckets from the lowest to the highest, those without observations included; the zero
  /// bucket only if it has some. Bounds inside the zero bucket are moved to its edge.
  public static List<Bucket> ascending(Histogram histogram) {
    List<Bucket> buckets = new ArrayList<>();
    BucketRow negative = BucketRow.of(histogram.negativeSpans(), histogram.negativeBuckets());
    for (int i = negative.size() - 1; i >= 0; i--) {
      buckets.add(outsideZero(negativeBucket(histogram, negative, i), histogram.zeroThreshold()));
    }
    if (histogram.zeroCount() > 0) {
      buckets.add(zeroBucket(histogram));
    }
    BucketRow positive = BucketRow.of(histogram.positiveSpans(), histogram.positiveBuckets());
    for (int i = 0; i < positive.size(); i++) {
      buckets.add(outsideZero(positiveBucket(histogram, positive, i), histogram.zeroThreshold()));
    }
    return buckets;
  }

  /// The bucket around zero of an exponential histogram.
  public static Bucket zeroBucket(Histogram histogram) {
    double threshold = histogram.zeroThreshold();
    return new Bucket(-threshold, threshold, true, true, histogram.zeroCount());
  }

  /// The positive bucket at a position of a row.
  public static Bucket positiveBucket(Histogram histogram, BucketRow row, int position) {
    int index = row.index(position);
    double lower = upperBound(index - 1, histogram.schema(), histogram.customBounds());
    double upper = upperBound(index, histogram.schema(), histogram.customBounds());
    boolean lowerInclusive = histogram.usesCustomBuckets() && index == 0;
    return new Bucket(lower, upper, lowerInclusive, true, row.count(position));
  }

  /// The negative bucket at a position of a row.
  public static Bucket negativeBucket(Histogram histogram, BucketRow row, int position) {
    int index = row.index(position);
    double lower = -exponentialBound(index, histogram.schema());
    double upper = -exponentialBound(index - 1, histogram.schema());
    return new Bucket(lower, upper, true, false, row.count(position));
  }

  private static Bucket outsideZero(Bucket bucket, double threshold) {
    double lower = bucket.lower > 0 && bucket.lower < threshold ? threshold : bucket.lower;
    double upper = bucket.upper < 0 && bucket.upper > -threshold ? -threshold : bucket.upper;
    return new Bucket(lower, upper, bucket.lowerInclusive, bucket.upperInclusive, bucket.count);
  }
}
