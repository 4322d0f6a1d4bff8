package io.vigie.model.metric;

import java.util.Arrays;
import java.util.List;

/// A native histogram sample: an exponential (schema -4 to 8) or custom-bucket (schema -53)
/// histogram with sparse buckets, as Prometheus defines it
/// (<https://prometheus.io/docs/specs/native_histograms/>).
///
/// Buckets are absolute counts, also where the source was an integer histogram with deltas;
/// [#integerCounts] tells which it was. Immutable and thread-safe: arrays are copied in and must
/// not be changed when handed out.
public final class Histogram {
  /// What is known about a reset of the counter between the previous sample and this one.
  public enum ResetHint {
    UNKNOWN,
    RESET,
    NOT_RESET,
    GAUGE
  }

  /// Consecutive buckets.
  ///
  /// @param offset for the first span the index of its first bucket, otherwise the gap to the
  ///   previous span, in buckets
  /// @param length number of consecutive buckets
  public record Span(int offset, int length) {}

  /// Schema of histograms with custom bucket bounds.
  public static final int CUSTOM_BUCKETS_SCHEMA = -53;

  private final ResetHint resetHint;
  private final int schema;
  private final boolean integerCounts;
  private final double zeroThreshold;
  private final double zeroCount;
  private final double count;
  private final double sum;
  private final List<Span> positiveSpans;
  private final List<Span> negativeSpans;
  private final double[] positiveBuckets;
  private final double[] negativeBuckets;
  private final double[] customBounds;

  /// @param integerCounts whether the source counted in integers
  /// @param zeroThreshold width of the zero bucket, in the unit of the observations
  /// @param positiveBuckets absolute counts, one for each bucket of the positive spans
  /// @param negativeBuckets absolute counts, one for each bucket of the negative spans
  /// @param customBounds upper bounds of custom buckets, ascending, without `+Inf`; empty for
  ///   exponential schemas
  public Histogram(
      ResetHint resetHint,
      int schema,
      boolean integerCounts,
      double zeroThreshold,
      double zeroCount,
      double count,
      double sum,
      List<Span> positiveSpans,
      double[] positiveBuckets,
      List<Span> negativeSpans,
      double[] negativeBuckets,
      double[] customBounds) {
    this.resetHint = resetHint;
    this.schema = schema;
    this.integerCounts = integerCounts;
    this.zeroThreshold = zeroThreshold;
    this.zeroCount = zeroCount;
    this.count = count;
    this.sum = sum;
    this.positiveSpans = List.copyOf(positiveSpans);
    this.negativeSpans = List.copyOf(negativeSpans);
    this.positiveBuckets = positiveBuckets.clone();
    this.negativeBuckets = negativeBuckets.clone();
    this.customBounds = customBounds.clone();
  }

  private Histogram(Histogram other, ResetHint hint) {
    resetHint = hint;
    schema = other.schema;
    integerCounts = other.integerCounts;
    zeroThreshold = other.zeroThreshold;
    zeroCount = other.zeroCount;
    count = other.count;
    sum = other.sum;
    positiveSpans = other.positiveSpans;
    negativeSpans = other.negativeSpans;
    positiveBuckets = other.positiveBuckets;
    negativeBuckets = other.negativeBuckets;
    customBounds = other.customBounds;
  }

  public ResetHint resetHint() {
    return resetHint;
  }

  public int schema() {
    return schema;
  }

  public boolean integerCounts() {
    return integerCounts;
  }

  public double zeroThreshold() {
    return zeroThreshold;
  }

  public double zeroCount() {
    return zeroCount;
  }

  public double count() {
    return count;
  }

  public double sum() {
    return sum;
  }

  public List<Span> positiveSpans() {
    return positiveSpans;
  }

  public List<Span> negativeSpans() {
    return negativeSpans;
  }

  /// Absolute counts; do not change.
  public double[] positiveBuckets() {
    return positiveBuckets;
  }

  /// Absolute counts; do not change.
  public double[] negativeBuckets() {
    return negativeBuckets;
  }

  /// Upper bounds of custom buckets; do not change.
  public double[] customBounds() {
    return customBounds;
  }

  public boolean usesCustomBuckets() {
    return schema == CUSTOM_BUCKETS_SCHEMA;
  }

  /// Whether this is the stale marker of a histogram series, which is in its sum.
  public boolean isStaleMarker() {
    return Staleness.isMarker(sum);
  }

  /// This histogram with another statement about resets.
  public Histogram withResetHint(ResetHint hint) {
    return hint == resetHint ? this : new Histogram(this, hint);
  }

  /// The same observations without empty buckets and with as few spans as possible.
  public Histogram compacted() {
    BucketRow positive = BucketRow.of(positiveSpans, positiveBuckets);
    BucketRow negative = BucketRow.of(negativeSpans, negativeBuckets);
    positive.removeEmpty();
    negative.removeEmpty();
    return withBuckets(schema, positive, negative);
  }

  /// The same observations in the buckets of a coarser exponential schema.
  ///
  /// @throws IllegalArgumentException if the schema is finer, or either has custom buckets
  public Histogram reducedTo(int coarserSchema) {
    if (coarserSchema == schema) {
      return this;
    }
    if (coarserSchema > schema || usesCustomBuckets() || coarserSchema < -31) {
      throw new IllegalArgumentException(
          "a histogram of schema " + schema + " cannot be reduced to schema " + coarserSchema);
    }
    BucketRow positive = BucketRow.of(positiveSpans, positiveBuckets);
    BucketRow negative = BucketRow.of(negativeSpans, negativeBuckets);
    positive.coarsen(schema - coarserSchema);
    negative.coarsen(schema - coarserSchema);
    return withBuckets(coarserSchema, positive, negative);
  }

  private Histogram withBuckets(int newSchema, BucketRow positive, BucketRow negative) {
    return new Histogram(
        resetHint,
        newSchema,
        integerCounts,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positive.spans(),
        positive.counts(),
        negative.spans(),
        negative.counts(),
        customBounds);
  }

  /// Equal field by field, doubles by their bits; the same counts in other spans are another
  /// histogram here.
  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram histogram
        && resetHint == histogram.resetHint
        && schema == histogram.schema
        && integerCounts == histogram.integerCounts
        && Double.doubleToRawLongBits(zeroThreshold)
            == Double.doubleToRawLongBits(histogram.zeroThreshold)
        && Double.doubleToRawLongBits(zeroCount) == Double.doubleToRawLongBits(histogram.zeroCount)
        && Double.doubleToRawLongBits(count) == Double.doubleToRawLongBits(histogram.count)
        && Double.doubleToRawLongBits(sum) == Double.doubleToRawLongBits(histogram.sum)
        && positiveSpans.equals(histogram.positiveSpans)
        && negativeSpans.equals(histogram.negativeSpans)
        && Arrays.equals(positiveBuckets, histogram.positiveBuckets)
        && Arrays.equals(negativeBuckets, histogram.negativeBuckets)
        && Arrays.equals(customBounds, histogram.customBounds);
  }

  @Override
  public int hashCode() {
    return Double.hashCode(count) * 31 + Double.hashCode(sum) + schema;
  }

  /// `{count:3, sum:4.5, (1,2]:3}`: the text that Prometheus shows, with populated buckets only.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{count:").append(FloatText.general(count));
    text.append(", sum:").append(FloatText.general(sum));
    for (HistogramBuckets.Bucket bucket : HistogramBuckets.ascending(this)) {
      if (bucket.count() != 0) {
        text.append(", ").append(bucket);
      }
    }
    return text.append('}').toString();
  }
}
