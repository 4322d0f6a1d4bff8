package io.vigie.tsdb.coding;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.MalformedBytesException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A block: a run of samples of one series, ascending in time, all floats or all native histograms.
///
/// ```
/// flags, 1 │ count │ first timestamp, zigzag │ last minus first │ payload bytes │ payload
///
/// payload:  values or histograms │ timestamps minus first │ start timestamps, if flagged
/// ```
///
/// Numbers are varints. Values come first because decoding borrows the place of the timestamps for
/// them. An encoder keeps its scratch arrays: one per thread.
public final class BlockCoding {
  /// Most samples in one block: long enough to pack well, short enough to decode in passing.
  public static final int MAX_SAMPLES = 2048;

  private static final int HISTOGRAMS = 1;
  private static final int START_TIMESTAMPS = 2;

  private final LongCoding longs = new LongCoding();
  private final ValueCoding values = new ValueCoding();
  private final ByteWriter payload = new ByteWriter(4096);
  private final long[] column = new long[MAX_SAMPLES];

  /// The header of a block.
  ///
  /// @param minMillis timestamp of its first sample
  /// @param maxMillis timestamp of its last sample
  /// @param payloadBytes length of what follows the header
  public record Block(int flags, int count, long minMillis, long maxMillis, int payloadBytes) {
    boolean hasHistograms() {
      return (flags & HISTOGRAMS) != 0;
    }

    boolean hasStartTimestamps() {
      return (flags & START_TIMESTAMPS) != 0;
    }
  }

  /// Appends the samples as blocks, cut where they are full or the kind of sample changes.
  ///
  /// @param samples ascending in time, without two at one timestamp
  public void encode(SampleBuffer samples, int from, int end, ByteWriter out) {
    int start = from;
    while (start < end) {
      int blockEnd = start + 1;
      boolean histograms = samples.isHistogram(start);
      while (blockEnd < end
          && blockEnd - start < MAX_SAMPLES
          && samples.isHistogram(blockEnd) == histograms) {
        blockEnd++;
      }
      encodeBlock(samples, start, blockEnd, out);
      start = blockEnd;
    }
  }

  private void encodeBlock(SampleBuffer samples, int from, int end, ByteWriter out) {
    int count = end - from;
    boolean histograms = samples.isHistogram(from);
    boolean starts = hasStartTimestamps(samples, from, end);
    long first = samples.timestampsMillis()[from];
    payload.clear();
    if (histograms) {
      encodeHistograms(samples, from, end);
    } else {
      values.encode(samples.values(), from, count, payload);
    }
    for (int i = 0; i < count; i++) {
      column[i] = samples.timestampsMillis()[from + i] - first;
    }
    longs.encode(column, count, payload);
    if (starts) {
      encodeStartTimestamps(samples, from, count);
    }
    out.writeByte((histograms ? HISTOGRAMS : 0) | (starts ? START_TIMESTAMPS : 0));
    out.writeVarint(count);
    out.writeZigzag(first);
    out.writeVarint(samples.timestampsMillis()[end - 1] - first);
    out.writeVarint(payload.size());
    out.writeBytes(payload.array(), 0, payload.size());
  }

  private void encodeHistograms(SampleBuffer samples, int from, int end) {
    List<Histogram> histograms = new ArrayList<>(end - from);
    for (int i = from; i < end; i++) {
      histograms.add(samples.histogram(i));
    }
    HistogramCoding.encode(histograms, payload);
  }

  private void encodeStartTimestamps(SampleBuffer samples, int from, int count) {
    for (int i = 0; i < count; i++) {
      column[i] = samples.startTimestampMillis(from + i);
    }
    longs.encode(column, count, payload);
  }

  private static boolean hasStartTimestamps(SampleBuffer samples, int from, int end) {
    for (int i = from; i < end; i++) {
      if (samples.startTimestampMillis(i) != 0) {
        return true;
      }
    }
    return false;
  }

  /// Reads the header of the next block and leaves the reader at its payload.
  ///
  /// @throws MalformedBytesException if there is none
  public static Block readHeader(ByteReader in) {
    int flags = in.readByte();
    long count = in.readVarint();
    long first = in.readZigzag();
    long last = first + in.readVarint();
    int payloadBytes = in.readCount(1);
    if (flags > (HISTOGRAMS | START_TIMESTAMPS) || count < 1 || count > MAX_SAMPLES) {
      throw new MalformedBytesException(
          in.position(), "a block with flags " + flags + " and " + count + " samples");
    }
    return new Block(flags, (int) count, first, last, payloadBytes);
  }

  /// Appends those samples of a block that lie between the bounds, both included; the reader stands
  /// at the payload and is left after it.
  ///
  /// @throws MalformedBytesException if the payload is damaged; nothing is appended then
  public static void decode(
      Block block, ByteReader in, long minMillis, long maxMillis, SampleBuffer into) {
    int start = in.position();
    in.skip(block.payloadBytes());
    ByteReader payload = new ByteReader(in.array(), start, in.position());
    if (block.hasHistograms() || block.hasStartTimestamps()) {
      decodeSingly(block, payload, minMillis, maxMillis, into);
    } else {
      decodeFloats(block, payload, minMillis, maxMillis, into);
    }
  }

  private static void decodeFloats(
      Block block, ByteReader payload, long minMillis, long maxMillis, SampleBuffer into) {
    int count = block.count();
    into.reserve(count);
    int at = into.size();
    long[] timestamps = into.timestampsMillis();
    double[] values = into.values();
    ValueCoding.decode(payload, timestamps, values, at, count);
    LongCoding.decode(payload, timestamps, at, count);
    for (int i = at; i < at + count; i++) {
      timestamps[i] += block.minMillis();
    }
    int first = at;
    int end = at + count;
    if (block.minMillis() < minMillis || block.maxMillis() > maxMillis) {
      first = lowerBound(timestamps, at, end, minMillis);
      end = maxMillis == Long.MAX_VALUE ? end : lowerBound(timestamps, first, end, maxMillis + 1);
      System.arraycopy(timestamps, first, timestamps, at, end - first);
      System.arraycopy(values, first, values, at, end - first);
    }
    into.advance(end - first);
  }

  /// First position whose timestamp is not below the bound.
  private static int lowerBound(long[] timestamps, int from, int end, long bound) {
    int found = Arrays.binarySearch(timestamps, from, end, bound);
    return found >= 0 ? found : -found - 1;
  }

  private static void decodeSingly(
      Block block, ByteReader payload, long minMillis, long maxMillis, SampleBuffer into) {
    int count = block.count();
    long[] timestamps = new long[count];
    double[] values = new double[count];
    List<Histogram> histograms = List.of();
    if (block.hasHistograms()) {
      histograms = HistogramCoding.decode(payload, count);
    } else {
      ValueCoding.decode(payload, timestamps, values, 0, count);
    }
    LongCoding.decode(payload, timestamps, 0, count);
    long[] starts = new long[count];
    if (block.hasStartTimestamps()) {
      LongCoding.decode(payload, starts, 0, count);
    }
    for (int i = 0; i < count; i++) {
      long timestamp = timestamps[i] + block.minMillis();
      if (timestamp < minMillis || timestamp > maxMillis) {
        continue;
      }
      if (block.hasHistograms()) {
        into.add(timestamp, histograms.get(i));
      } else {
        into.add(timestamp, values[i]);
      }
      into.startTimestampOfLast(starts[i]);
    }
  }
}
