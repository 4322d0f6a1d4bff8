package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Staleness;

/// Decodes a chunk of histograms that count in integers: counts and the differences between
/// neighbouring buckets are written as the change of their change. Not thread-safe.
final class IntegerHistogramChunk {
  private static final int START = 3;

  /// A number and its last change.
  private static final class Moving {
    private long value;
    private long change;

    void readFirst(long first) {
      value = first;
    }

    long readNext(BitReader in) throws MalformedDataException {
      change += in.readVarbitInt();
      value += change;
      return value;
    }
  }

  private final BitReader in;
  private final HistogramLayout layout;
  private final ChunkStartTimes starts;
  private final Moving timestamp = new Moving();
  private final Moving count = new Moving();
  private final Moving zeroCount = new Moving();
  private final XorValue sum = new XorValue();
  private final Moving[] positive;
  private final Moving[] negative;

  /// @param flags its two highest bits say what is known of resets
  /// @param startHeader what [ChunkStartTimes] begin with
  IntegerHistogramChunk(byte[] chunk, int flags, int startHeader) throws MalformedDataException {
    in = new BitReader(chunk, START);
    layout = HistogramLayout.read(flags, in);
    starts = new ChunkStartTimes(startHeader);
    positive = moving(layout.positiveBuckets());
    negative = moving(layout.negativeBuckets());
  }

  private static Moving[] moving(int size) {
    Moving[] moving = new Moving[size];
    for (int i = 0; i < size; i++) {
      moving[i] = new Moving();
    }
    return moving;
  }

  void decode(int samples, SampleBuffer into) throws MalformedDataException {
    for (int i = 0; i < samples; i++) {
      long previous = timestamp.value;
      Histogram histogram = read(i);
      long start = starts.read(in, i, timestamp.value, previous);
      into.add(timestamp.value, histogram);
      into.startTimestampOfLast(start);
    }
  }

  private Histogram read(int index) throws MalformedDataException {
    if (index == 0) {
      readFirst();
    } else if (readNext()) {
      return HistogramLayout.staleMarker(true, sum.value());
    }
    return layout.histogram(
        index,
        true,
        unsigned(zeroCount.value),
        unsigned(count.value),
        sum.value(),
        absolute(positive),
        absolute(negative));
  }

  private void readFirst() throws MalformedDataException {
    timestamp.readFirst(in.readVarbitInt());
    count.readFirst(in.readVarbitUint());
    zeroCount.readFirst(in.readVarbitUint());
    sum.readFirst(in);
    for (Moving[] side : new Moving[][] {positive, negative}) {
      for (Moving bucket : side) {
        bucket.readFirst(in.readVarbitInt());
      }
    }
  }

  /// @return whether it is a stale marker, which has no buckets
  private boolean readNext() throws MalformedDataException {
    timestamp.readNext(in);
    count.readNext(in);
    zeroCount.readNext(in);
    if (Staleness.isMarker(sum.readNext(in))) {
      return true;
    }
    for (Moving[] side : new Moving[][] {positive, negative}) {
      for (Moving bucket : side) {
        bucket.readNext(in);
      }
    }
    return false;
  }

  private static double unsigned(long count) {
    return count >= 0 ? count : (count >>> 1) * 2.0;
  }

  private static double[] absolute(Moving[] differences) {
    double[] counts = new double[differences.length];
    long current = 0;
    for (int i = 0; i < counts.length; i++) {
      current += differences[i].value;
      counts[i] = current;
    }
    return counts;
  }
}
