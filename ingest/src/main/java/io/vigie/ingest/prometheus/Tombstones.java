package io.vigie.ingest.prometheus;

import io.vigie.model.time.TimeRange;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What was deleted and not removed yet: spans of time by series.
final class Tombstones {
  private static final int MAGIC = 0x0130BA30;
  private static final int VERSION = 1;

  private final Long2ObjectOpenHashMap<List<TimeRange>> bySeries = new Long2ObjectOpenHashMap<>();

  /// Reads the file of a block; a block without one has nothing deleted.
  static Tombstones read(Path file) throws IOException {
    Tombstones tombstones = new Tombstones();
    if (!Files.exists(file)) {
      return tombstones;
    }
    byte[] bytes = Files.readAllBytes(file);
    ByteCursor in = new ByteCursor(bytes);
    if (in.readInt() != MAGIC || in.readByte() != VERSION) {
      throw new MalformedDataException(file + " is no tombstones file of version 1");
    }
    long start = in.position();
    while (in.remaining() > Integer.BYTES) {
      tombstones.add(in.readUvarint(), in.readVarint(), in.readVarint());
    }
    in.checkSince(start, file.toString());
    return tombstones;
  }

  void add(long series, long minMillis, long maxMillis) {
    if (minMillis <= maxMillis) {
      bySeries
          .computeIfAbsent(series, _ -> new ArrayList<>(1))
          .add(new TimeRange(minMillis, maxMillis));
    }
  }

  /// The spans of a series.
  List<TimeRange> of(long series) {
    return bySeries.getOrDefault(series, List.of());
  }

  static boolean covers(List<TimeRange> deleted, long timestampMillis) {
    for (TimeRange range : deleted) {
      if (range.contains(timestampMillis)) {
        return true;
      }
    }
    return false;
  }
}
