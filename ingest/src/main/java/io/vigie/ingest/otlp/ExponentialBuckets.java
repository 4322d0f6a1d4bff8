package io.vigie.ingest.otlp;

import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import io.vigie.model.metric.Staleness;
import java.util.List;

/// An exponential histogram as a native histogram. Bucket `i` there is bucket `i + 1` here: there
/// it is named by its lower bound, here by its upper one.
final class ExponentialBuckets {
  private static final int MIN_SCALE = -4;
  private static final int MAX_SCALE = 8;

  /// Finer offsets than any double needs, far from the ends of an `int`.
  private static final long MAX_OFFSET = 1L << 30;

  /// Where a sender says nothing about the width of its zero bucket.
  private static final double DEFAULT_ZERO_THRESHOLD = 1e-128;

  private ExponentialBuckets() {}

  /// @throws UntranslatableException if the buckets are coarser than a native histogram can have
  static Histogram toNative(ExponentialHistogramDataPoint point) throws UntranslatableException {
    if (point.getScale() < MIN_SCALE) {
      throw new UntranslatableException(
          "scale "
              + point.getScale()
              + " of an exponential histogram is coarser than a native histogram allows ("
              + MIN_SCALE
              + ")");
    }
    int coarserBy = Math.max(0, point.getScale() - MAX_SCALE);
    Row positive = Row.of(point.getPositive(), coarserBy);
    Row negative = Row.of(point.getNegative(), coarserBy);
    boolean stale = (point.getFlags() & 1) != 0;
    return new Histogram(
            ResetHint.UNKNOWN,
            Math.min(point.getScale(), MAX_SCALE),
            true,
            point.getZeroThreshold() > 0 ? point.getZeroThreshold() : DEFAULT_ZERO_THRESHOLD,
            point.getZeroCount(),
            point.getCount(),
            stale ? Staleness.MARKER : point.getSum(),
            positive.spans,
            positive.counts,
            negative.spans,
            negative.counts,
            new double[0])
        .compacted();
  }

  /// The buckets of one sign, without gaps.
  private static final class Row {
    private final List<Span> spans;
    private final double[] counts;

    private Row(List<Span> spans, double[] counts) {
      this.spans = spans;
      this.counts = counts;
    }

    static Row of(ExponentialHistogramDataPoint.Buckets buckets, int coarserBy)
        throws UntranslatableException {
      int size = buckets.getBucketCountsCount();
      if (Math.abs((long) buckets.getOffset()) > MAX_OFFSET) {
        throw new UntranslatableException(
            "offset " + buckets.getOffset() + " of the buckets is beyond every number");
      }
      if (size == 0) {
        return new Row(List.of(), new double[0]);
      }
      int first = buckets.getOffset() >> coarserBy;
      int last = (buckets.getOffset() + size - 1) >> coarserBy;
      double[] counts = new double[last - first + 1];
      for (int i = 0; i < size; i++) {
        counts[((buckets.getOffset() + i) >> coarserBy) - first] += buckets.getBucketCounts(i);
      }
      return new Row(List.of(new Span(first + 1, counts.length)), counts);
    }
  }

  /// Explicit bounds as a native histogram with custom buckets.
  static Histogram toCustom(
      List<Double> bounds, List<Long> bucketCounts, double count, double sum) {
    double[] custom = bounds.stream().mapToDouble(Double::doubleValue).toArray();
    double[] counts = bucketCounts.stream().mapToDouble(Long::doubleValue).toArray();
    List<Span> spans = counts.length == 0 ? List.of() : List.of(new Span(0, counts.length));
    return new Histogram(
            ResetHint.UNKNOWN,
            Histogram.CUSTOM_BUCKETS_SCHEMA,
            true,
            0,
            0,
            count,
            sum,
            spans,
            counts,
            List.of(),
            new double[0],
            custom)
        .compacted();
  }
}
