package io.vigie.ingest.otlp;

import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;

/// Sums of histograms of which the second carries on from the first.
final class HistogramSums {
  /// No sender keeps more; a hostile one must not make us keep more.
  private static final int MAX_BUCKETS = 4096;

  private HistogramSums() {}

  /// A sum begins anew where the bounds have changed.
  static HistogramDataPoint explicit(HistogramDataPoint total, HistogramDataPoint delta) {
    boolean sameBuckets =
        total.getExplicitBoundsList().equals(delta.getExplicitBoundsList())
            && total.getBucketCountsCount() == delta.getBucketCountsCount();
    if (!sameBuckets) {
      return delta;
    }
    HistogramDataPoint.Builder sum = delta.toBuilder();
    for (int i = 0; i < delta.getBucketCountsCount(); i++) {
      sum.setBucketCounts(i, total.getBucketCounts(i) + delta.getBucketCounts(i));
    }
    if (delta.hasSum()) {
      sum.setSum(total.getSum() + delta.getSum());
    }
    return sum.setCount(total.getCount() + delta.getCount()).build();
  }

  /// In the buckets of the coarser of both.
  static ExponentialHistogramDataPoint exponential(
      ExponentialHistogramDataPoint total, ExponentialHistogramDataPoint delta)
      throws UntranslatableException {
    int scale = Math.min(total.getScale(), delta.getScale());
    ExponentialHistogramDataPoint.Builder sum =
        delta.toBuilder()
            .setScale(scale)
            .setCount(total.getCount() + delta.getCount())
            .setZeroCount(total.getZeroCount() + delta.getZeroCount())
            .setPositive(
                sum(
                    total.getPositive(),
                    total.getScale() - scale,
                    delta.getPositive(),
                    delta.getScale() - scale))
            .setNegative(
                sum(
                    total.getNegative(),
                    total.getScale() - scale,
                    delta.getNegative(),
                    delta.getScale() - scale));
    if (delta.hasSum()) {
      sum.setSum(total.getSum() + delta.getSum());
    }
    return sum.build();
  }

  private static Buckets sum(Buckets one, int oneCoarserBy, Buckets two, int twoCoarserBy)
      throws UntranslatableException {
    if (one.getBucketCountsCount() == 0 && two.getBucketCountsCount() == 0) {
      return Buckets.getDefaultInstance();
    }
    long first = Math.min(first(one, oneCoarserBy), first(two, twoCoarserBy));
    long last = Math.max(last(one, oneCoarserBy), last(two, twoCoarserBy));
    if (last - first >= MAX_BUCKETS) {
      throw new UntranslatableException(
          "the sum of both histograms would have more than " + MAX_BUCKETS + " buckets");
    }
    long[] counts = new long[(int) (last - first) + 1];
    add(one, oneCoarserBy, first, counts);
    add(two, twoCoarserBy, first, counts);
    Buckets.Builder sum = Buckets.newBuilder().setOffset((int) first);
    for (long count : counts) {
      sum.addBucketCounts(count);
    }
    return sum.build();
  }

  private static long first(Buckets buckets, int coarserBy) {
    return buckets.getBucketCountsCount() == 0
        ? Long.MAX_VALUE
        : (long) buckets.getOffset() >> coarserBy;
  }

  private static long last(Buckets buckets, int coarserBy) {
    int size = buckets.getBucketCountsCount();
    return size == 0 ? Long.MIN_VALUE : ((long) buckets.getOffset() + size - 1) >> coarserBy;
  }

  private static void add(Buckets buckets, int coarserBy, long first, long[] counts) {
    for (int i = 0; i < buckets.getBucketCountsCount(); i++) {
      int at = (int) ((((long) buckets.getOffset() + i) >> coarserBy) - first);
      counts[at] += buckets.getBucketCounts(i);
    }
  }
}
