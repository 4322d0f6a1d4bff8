package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Staleness;

/// Decodes a chunk of histograms that count in floats: every count is written as what differs from
/// the one before. Not thread-safe.
final class FloatHistogramChunk {
  private static final int START = 3;

  private final BitReader in;
  private final HistogramLayout layout;
  private final ChunkStartTimes starts;
  private final XorValue count = new XorValue();
  private final XorValue zeroCount = new XorValue();
  private final XorValue sum = new XorValue();
  private final XorValue[] positive;
  private final XorValue[] negative;
  private long timestamp;
  private long step;

  /// @param flags its two highest bits say what is known of resets
  /// @param startHeader what [ChunkStartTimes] begin with
  FloatHistogramChunk(byte[] chunk, int flags, int startHeader) throws MalformedDataException {
    in = new BitReader(chunk, START);
    layout = HistogramLayout.read(flags, in);
    starts = new ChunkStartTimes(startHeader);
    positive = values(layout.positiveBuckets());
    negative = values(layout.negativeBuckets());
  }

  private static XorValue[] values(int size) {
    XorValue[] values = new XorValue[size];
    for (int i = 0; i < size; i++) {
      values[i] = new XorValue();
    }
    return values;
  }

  void decode(int samples, SampleBuffer into) throws MalformedDataException {
    for (int i = 0; i < samples; i++) {
      long previous = timestamp;
      Histogram histogram = read(i);
      long start = starts.read(in, i, timestamp, previous);
      into.add(timestamp, histogram);
      into.startTimestampOfLast(start);
    }
  }

  private Histogram read(int index) throws MalformedDataException {
    if (index == 0) {
      readFirst();
    } else if (readNext()) {
      return HistogramLayout.staleMarker(false, sum.value());
    }
    return layout.histogram(
        index,
        false,
        zeroCount.value(),
        count.value(),
        sum.value(),
        counts(positive),
        counts(negative));
  }

  private void readFirst() throws MalformedDataException {
    timestamp = in.readVarbitInt();
    count.readFirst(in);
    zeroCount.readFirst(in);
    sum.readFirst(in);
    for (XorValue[] side : new XorValue[][] {positive, negative}) {
      for (XorValue bucket : side) {
        bucket.readFirst(in);
      }
    }
  }

  /// @return whether it is a stale marker, which has no buckets
  private boolean readNext() throws MalformedDataException {
    step += in.readVarbitInt();
    timestamp += step;
    count.readNext(in);
    zeroCount.readNext(in);
    if (Staleness.isMarker(sum.readNext(in))) {
      return true;
    }
    for (XorValue[] side : new XorValue[][] {positive, negative}) {
      for (XorValue bucket : side) {
        bucket.readNext(in);
      }
    }
    return false;
  }

  private static double[] counts(XorValue[] values) {
    double[] counts = new double[values.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = values[i].value();
    }
    return counts;
  }
}
