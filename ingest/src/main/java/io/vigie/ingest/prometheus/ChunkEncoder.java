package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.HistogramResets;
import io.vigie.model.metric.SampleBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Encodes the samples of one series as Prometheus keeps them, chunk by chunk: the counterpart of
/// [ChunkDecoder]. A chunk holds up to 120 samples of one kind, histograms of one layout and
/// without a reset among them. Start timestamps have no place in it. Not thread-safe; the samples
/// must stay as they are until the last chunk.
public final class ChunkEncoder implements Iterator<ChunkEncoder.Chunk> {
  private static final int MAX_SAMPLES = 120;
  private static final int CAPACITY_BYTES = 256;

  private final SampleBuffer samples;
  private int next;

  /// Samples of one series over a span of time.
  ///
  /// @param encoding its number in Prometheus' formats
  /// @param minMillis of the first sample
  /// @param maxMillis of the last sample
  @SuppressWarnings("ArrayRecordComponent") // written out at once, never compared
  public record Chunk(int encoding, long minMillis, long maxMillis, byte[] data) {}

  public ChunkEncoder(SampleBuffer samples) {
    this.samples = samples;
  }

  @Override
  public boolean hasNext() {
    return next < samples.size();
  }

  @Override
  public Chunk next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int start = next;
    next++;
    while (next < samples.size() && next - start < MAX_SAMPLES && continues(next)) {
      next++;
    }
    BitWriter out = new BitWriter(CAPACITY_BYTES);
    out.bits(next - start, Short.SIZE);
    switch (encoding(start)) {
      case ChunkDecoder.XOR -> encodeFloats(start, next, out);
      case ChunkDecoder.HISTOGRAM -> new IntegerHistogramWriter(out).write(samples, start, next);
      default -> new FloatHistogramWriter(out).write(samples, start, next);
    }
    return new Chunk(
        encoding(start),
        samples.timestampsMillis()[start],
        samples.timestampsMillis()[next - 1],
        out.toByteArray());
  }

  private int encoding(int index) {
    if (!samples.isHistogram(index)) {
      return ChunkDecoder.XOR;
    }
    return samples.histogram(index).integerCounts()
        ? ChunkDecoder.HISTOGRAM
        : ChunkDecoder.FLOAT_HISTOGRAM;
  }

  /// Whether a sample can stand in one chunk with the one before it.
  private boolean continues(int index) {
    if (encoding(index) != encoding(index - 1)) {
      return false;
    }
    return !samples.isHistogram(index)
        || continues(samples.histogram(index - 1), samples.histogram(index));
  }

  private static boolean continues(Histogram previous, Histogram current) {
    if (previous.isStaleMarker()) {
      return false;
    }
    if (current.isStaleMarker()) {
      return true;
    }
    boolean gauge = current.resetHint() == ResetHint.GAUGE;
    return gauge == (previous.resetHint() == ResetHint.GAUGE)
        && HistogramLayoutWriter.areSame(previous, current)
        && (gauge || !HistogramResets.isReset(current, previous));
  }

  private void encodeFloats(int start, int end, BitWriter out) {
    XorValueWriter value = new XorValueWriter(out);
    long[] times = samples.timestampsMillis();
    long step = 0;
    for (int i = start; i < end; i++) {
      if (i == start) {
        out.varint(times[i]);
        value.first(samples.values()[i]);
        continue;
      }
      long stepNow = times[i] - times[i - 1];
      if (i == start + 1) {
        out.uvarint(stepNow);
      } else {
        writeStepChange(stepNow - step, out);
      }
      step = stepNow;
      value.next(samples.values()[i]);
    }
  }

  private static void writeStepChange(long change, BitWriter out) {
    if (change == 0) {
      out.bit(false);
    } else if (BitWriter.fits(change, 14)) {
      out.bits(0b10, 2);
      out.bits(change, 14);
    } else if (BitWriter.fits(change, 17)) {
      out.bits(0b110, 3);
      out.bits(change, 17);
    } else if (BitWriter.fits(change, 20)) {
      out.bits(0b1110, 4);
      out.bits(change, 20);
    } else {
      out.bits(0b1111, 4);
      out.bits(change, Long.SIZE);
    }
  }
}
