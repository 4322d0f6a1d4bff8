package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.SampleBuffer;

/// Writes a chunk of histograms that count in floats: the counterpart of [FloatHistogramChunk].
/// Used once.
final class FloatHistogramWriter {
  private final BitWriter out;
  private final XorValueWriter count;
  private final XorValueWriter zeroCount;
  private final XorValueWriter sum;
  private XorValueWriter[] positive = {};
  private XorValueWriter[] negative = {};

  FloatHistogramWriter(BitWriter out) {
    this.out = out;
    this.count = new XorValueWriter(out);
    this.zeroCount = new XorValueWriter(out);
    this.sum = new XorValueWriter(out);
  }

  void write(SampleBuffer samples, int start, int end) {
    long[] times = samples.timestampsMillis();
    writeFirst(times[start], samples.histogram(start));
    long step = 0;
    for (int i = start + 1; i < end; i++) {
      long stepNow = times[i] - times[i - 1];
      out.varbitInt(stepNow - step);
      step = stepNow;
      writeNext(samples.histogram(i));
    }
  }

  private void writeFirst(long timestampMillis, Histogram histogram) {
    HistogramLayoutWriter.write(histogram, out);
    out.varbitInt(timestampMillis);
    count.first(histogram.count());
    zeroCount.first(histogram.zeroCount());
    sum.first(histogram.sum());
    positive = writeFirst(histogram.positiveBuckets());
    negative = writeFirst(histogram.negativeBuckets());
  }

  private XorValueWriter[] writeFirst(double[] counts) {
    XorValueWriter[] buckets = new XorValueWriter[counts.length];
    for (int i = 0; i < counts.length; i++) {
      buckets[i] = new XorValueWriter(out);
      buckets[i].first(counts[i]);
    }
    return buckets;
  }

  private void writeNext(Histogram histogram) {
    count.next(histogram.count());
    zeroCount.next(histogram.zeroCount());
    sum.next(histogram.sum());
    if (!histogram.isStaleMarker()) {
      writeNext(positive, histogram.positiveBuckets());
      writeNext(negative, histogram.negativeBuckets());
    }
  }

  private static void writeNext(XorValueWriter[] buckets, double[] counts) {
    for (int i = 0; i < counts.length; i++) {
      buckets[i].next(counts[i]);
    }
  }
}
