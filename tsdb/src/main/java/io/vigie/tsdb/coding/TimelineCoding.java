package io.vigie.tsdb.coding;

import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.MalformedBytesException;

/// A timeline: the timestamps of a block, which the series of one scrape have in common.
///
/// ```
/// count │ first, zigzag │ last minus first │ column of timestamps minus first
/// ```
///
/// Numbers are varints, the column is as [LongCoding] draws it. An encoder keeps its scratch
/// arrays: one per thread.
public final class TimelineCoding {
  private final LongCoding longs = new LongCoding();
  private final long[] column = new long[BlockCoding.MAX_SAMPLES];

  /// Appends the timestamps from a position on, ascending.
  void encode(long[] timestampsMillis, int from, int count, ByteWriter out) {
    long first = timestampsMillis[from];
    for (int i = 0; i < count; i++) {
      column[i] = timestampsMillis[from + i] - first;
    }
    out.writeVarint(count);
    out.writeZigzag(first);
    out.writeVarint(column[count - 1]);
    longs.encode(column, count, out);
  }

  /// A timeline whose column is not decoded yet.
  public record Timeline(int count, long minMillis, long maxMillis, ByteReader column) {
    /// Reads the start of a timeline.
    static Timeline read(ByteReader in) {
      long count = in.readVarint();
      long first = in.readZigzag();
      long last = first + in.readVarint();
      if (count < 1 || count > BlockCoding.MAX_SAMPLES) {
        throw new MalformedBytesException(in.position(), "a timeline of " + count + " samples");
      }
      return new Timeline((int) count, first, last, in);
    }

    /// Fills in the timestamps from a position on. Only once.
    void decode(long[] into, int from) {
      LongCoding.decode(column, into, from, count);
      for (int i = from; i < from + count; i++) {
        into[i] += minMillis;
      }
    }
  }
}
