package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.SampleBuffer;

/// Writes a chunk of histograms that count in integers: the counterpart of [IntegerHistogramChunk].
/// Used once.
final class IntegerHistogramWriter {
  /// A number and its last change.
  private final class Moving {
    private long value;
    private long change;

    void first(long first) {
      value = first;
    }

    void next(long next) {
      long changeNow = next - value;
      out.varbitInt(changeNow - change);
      change = changeNow;
      value = next;
    }
  }

  private final BitWriter out;
  private final XorValueWriter sum;
  private final Moving timestamp = new Moving();
  private final Moving count = new Moving();
  private final Moving zeroCount = new Moving();
  private Moving[] positive = {};
  private Moving[] negative = {};

  IntegerHistogramWriter(BitWriter out) {
    this.out = out;
    this.sum = new XorValueWriter(out);
  }

  void write(SampleBuffer samples, int start, int end) {
    writeFirst(samples.timestampsMillis()[start], samples.histogram(start));
    for (int i = start + 1; i < end; i++) {
      timestamp.next(samples.timestampsMillis()[i]);
      writeNext(samples.histogram(i));
    }
  }

  private void writeFirst(long timestampMillis, Histogram histogram) {
    HistogramLayoutWriter.write(histogram, out);
    timestamp.first(timestampMillis);
    count.first((long) histogram.count());
    zeroCount.first((long) histogram.zeroCount());
    out.varbitInt(timestampMillis);
    out.varbitUint(count.value);
    out.varbitUint(zeroCount.value);
    sum.first(histogram.sum());
    positive = writeFirst(histogram.positiveBuckets());
    negative = writeFirst(histogram.negativeBuckets());
  }

  private Moving[] writeFirst(double[] counts) {
    Moving[] buckets = new Moving[counts.length];
    long before = 0;
    for (int i = 0; i < counts.length; i++) {
      buckets[i] = new Moving();
      buckets[i].first((long) counts[i] - before);
      before = (long) counts[i];
      out.varbitInt(buckets[i].value);
    }
    return buckets;
  }

  private void writeNext(Histogram histogram) {
    if (histogram.isStaleMarker()) {
      out.varbitInt(0);
      out.varbitInt(0);
      sum.next(histogram.sum());
      return;
    }
    count.next((long) histogram.count());
    zeroCount.next((long) histogram.zeroCount());
    sum.next(histogram.sum());
    writeNext(positive, histogram.positiveBuckets());
    writeNext(negative, histogram.negativeBuckets());
  }

  private static void writeNext(Moving[] buckets, double[] counts) {
    long before = 0;
    for (int i = 0; i < counts.length; i++) {
      buckets[i].next((long) counts[i] - before);
      before = (long) counts[i];
    }
  }
}
