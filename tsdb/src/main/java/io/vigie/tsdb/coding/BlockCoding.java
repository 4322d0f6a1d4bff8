package io.vigie.tsdb.coding;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.coding.TimelineCoding.Timeline;
import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.MalformedBytesException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A block: a run of samples of one series, ascending in time, all floats or all native histograms.
///
/// ```
/// flags, 1 │ timeline │ payload bytes │ payload
///
/// timeline, in place:    bytes │ timeline
///           elsewhere:   distance back from the flags to a timeline in place │ its bytes
/// payload:  values or histograms │ start timestamps, if flagged
/// ```
///
/// Numbers are varints; the timeline is as [TimelineCoding] draws it. All series of a scrape have
/// the same timestamps: the first block that has them carries them, the others refer to it.
///
/// An encoder keeps its scratch arrays and what it has written of a part: one per part.
public final class BlockCoding {
  /// Most samples in one block: long enough to pack well, short enough to decode in passing.
  public static final int MAX_SAMPLES = 2048;

  private static final int HISTOGRAMS = 1;
  private static final int START_TIMESTAMPS = 2;
  private static final int TIMELINE_ELSEWHERE = 4;
  private static final int ALL_FLAGS = 7;

  private final LongCoding longs = new LongCoding();
  private final ValueCoding values = new ValueCoding();
  private final TimelineCoding timelines = new TimelineCoding();
  private final SharedTimelines written = new SharedTimelines();
  private final ByteWriter timeline = new ByteWriter(1024);
  private final ByteWriter payload = new ByteWriter(4096);
  private final long[] column = new long[MAX_SAMPLES];

  /// Reads what lies elsewhere in the part.
  @FunctionalInterface
  public interface PartBytes {
    /// @throws IOException if it cannot be read, or is not within the part
    byte[] read(long position, int lengthBytes) throws IOException;
  }

  /// The header of a block.
  public record Block(int flags, Timeline timeline, int payloadBytes) {
    public int count() {
      return timeline.count();
    }

    /// Timestamp of its first sample.
    public long minMillis() {
      return timeline.minMillis();
    }

    /// Timestamp of its last sample.
    public long maxMillis() {
      return timeline.maxMillis();
    }

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
  /// @param outPosition where in the part the first byte of `out` will lie
  public void encode(SampleBuffer samples, int from, int end, ByteWriter out, long outPosition) {
    int start = from;
    while (start < end) {
      int blockEnd = start + 1;
      boolean histograms = samples.isHistogram(start);
      while (blockEnd < end
          && blockEnd - start < MAX_SAMPLES
          && samples.isHistogram(blockEnd) == histograms) {
        blockEnd++;
      }
      encodeBlock(samples, start, blockEnd, out, outPosition);
      start = blockEnd;
    }
  }

  private void encodeBlock(
      SampleBuffer samples, int from, int end, ByteWriter out, long outPosition) {
    int count = end - from;
    boolean histograms = samples.isHistogram(from);
    boolean starts = hasStartTimestamps(samples, from, end);
    payload.clear();
    if (histograms) {
      encodeHistograms(samples, from, end);
    } else {
      values.encode(samples.values(), from, count, payload);
    }
    if (starts) {
      encodeStartTimestamps(samples, from, count);
    }
    timeline.clear();
    timelines.encode(samples.timestampsMillis(), from, count, timeline);
    int flags = (histograms ? HISTOGRAMS : 0) | (starts ? START_TIMESTAMPS : 0);
    writeTimeline(flags, out, outPosition);
    out.writeVarint(payload.size());
    out.writeBytes(payload.array(), 0, payload.size());
  }

  private void writeTimeline(int flags, ByteWriter out, long outPosition) {
    long block = outPosition + out.size();
    long before = written.positionOf(timeline);
    if (before == SharedTimelines.NONE) {
      out.writeByte(flags);
      out.writeVarint(timeline.size());
      written.add(timeline, outPosition + out.size());
      out.writeBytes(timeline.array(), 0, timeline.size());
    } else {
      out.writeByte(flags | TIMELINE_ELSEWHERE);
      out.writeVarint(block - before);
      out.writeVarint(timeline.size());
    }
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
  /// @param inPosition where in the part the first byte of the reader's array lies
  /// @throws MalformedBytesException if there is none
  public static Block readHeader(ByteReader in, long inPosition, PartBytes part)
      throws IOException {
    long block = inPosition + in.position();
    int flags = in.readByte();
    if (flags > ALL_FLAGS) {
      throw new MalformedBytesException(in.position(), "a block with flags " + flags);
    }
    Timeline timeline = Timeline.read(timelineReader(in, flags, block, part));
    return new Block(flags, timeline, in.readCount(1));
  }

  private static ByteReader timelineReader(ByteReader in, int flags, long block, PartBytes part)
      throws IOException {
    if ((flags & TIMELINE_ELSEWHERE) == 0) {
      int bytes = in.readCount(1);
      int start = in.position();
      in.skip(bytes);
      return new ByteReader(in.array(), start, in.position());
    }
    long distance = in.readVarint();
    long bytes = in.readVarint();
    if (distance <= 0 || distance > block || bytes < 0 || bytes > distance) {
      throw new MalformedBytesException(
          in.position(), "a timeline of " + bytes + " bytes, " + distance + " bytes before");
    }
    return new ByteReader(part.read(block - distance, (int) bytes));
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
    // Values first: they borrow the place of the timestamps.
    ValueCoding.decode(payload, timestamps, values, at, count);
    block.timeline().decode(timestamps, at);
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
    block.timeline().decode(timestamps, 0);
    long[] starts = new long[count];
    if (block.hasStartTimestamps()) {
      LongCoding.decode(payload, starts, 0, count);
    }
    for (int i = 0; i < count; i++) {
      long timestamp = timestamps[i];
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
