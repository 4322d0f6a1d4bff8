package io.vigie.tsdb.coding;

import io.vigie.tsdb.format.ByteWriter;
import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.util.Arrays;

/// Timelines written to a part so far, to be referred to rather than written again. Forgets all of
/// them when they take too much memory: then some are written once more. Not thread-safe.
final class SharedTimelines {
  static final long NONE = -1;

  private static final int MAX_BYTES = 4 << 20;

  /// Bytes to be looked up; those of a kept one are its own.
  private static final class Key {
    byte[] bytes;
    int length;

    Key(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }

    @Override
    public int hashCode() {
      int hash = length;
      for (int i = 0; i < length; i++) {
        hash = hash * 31 + bytes[i];
      }
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(bytes, 0, length, key.bytes, 0, key.length);
    }
  }

  private final Object2LongOpenHashMap<Key> positions = new Object2LongOpenHashMap<>();
  private final Key wanted = new Key(new byte[0], 0);
  private int keptBytes;

  SharedTimelines() {
    positions.defaultReturnValue(NONE);
  }

  /// Where the same timeline was written before, or [#NONE].
  long positionOf(ByteWriter timeline) {
    wanted.bytes = timeline.array();
    wanted.length = timeline.size();
    return positions.getLong(wanted);
  }

  /// Remembers a timeline that was written.
  void add(ByteWriter timeline, long position) {
    if (keptBytes + timeline.size() > MAX_BYTES) {
      positions.clear();
      keptBytes = 0;
    }
    keptBytes += timeline.size();
    positions.put(new Key(timeline.toByteArray(), timeline.size()), position);
  }
}
