package io.vigie.tsdb.part;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.time.TimeRange;
import io.vigie.tsdb.format.Disk;
import io.vigie.tsdb.format.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// The partitions of a store, by time. Thread-safe, as far as [Partition] is.
public final class Partitions {
  private final Path directory;
  private final long partitionMillis;
  private final Disk disk;
  private final Quarantine quarantine;
  private final ConcurrentSkipListMap<Long, Partition> byStart = new ConcurrentSkipListMap<>();

  private Partitions(Path directory, long partitionMillis, Disk disk, Quarantine quarantine) {
    this.directory = directory;
    this.partitionMillis = partitionMillis;
    this.disk = disk;
    this.quarantine = quarantine;
  }

  /// Opens all partitions of a directory. Files are mapped, not read.
  ///
  /// @param partitionMillis span of time of each
  public static Partitions open(
      Path directory, long partitionMillis, Disk disk, Quarantine quarantine) throws IOException {
    Files.createDirectories(directory);
    Partitions partitions = new Partitions(directory, partitionMillis, disk, quarantine);
    try (Stream<Path> directories = Files.list(directory)) {
      for (Path path : directories.sorted().toList()) {
        OptionalLong start = FileNames.partitionStartMillis(path);
        if (start.isPresent()) {
          partitions.openOne(path, start.getAsLong());
        }
      }
    }
    return partitions;
  }

  private void openOne(Path path, long startMillis) throws IOException {
    Partition partition = Partition.open(path, startMillis, disk, quarantine);
    if (partition.sizeBytes() == 0) {
      partition.deleteDirectoryIfEmpty();
    } else {
      byStart.put(startMillis, partition);
    }
  }

  /// First millisecond of the partition that a timestamp belongs to.
  public long startOf(long timestampMillis) {
    return Math.floorDiv(timestampMillis, partitionMillis) * partitionMillis;
  }

  /// Last millisecond of the partition that starts then.
  public long endOf(long startMillis) {
    return startMillis + partitionMillis - 1;
  }

  /// The partition that starts then, made if there is none. Only for the thread that flushes.
  public Partition at(long startMillis) throws IOException {
    Partition known = byStart.get(startMillis);
    if (known == null) {
      Path path = directory.resolve(FileNames.partition(startMillis));
      known = Partition.open(path, startMillis, disk, quarantine);
      byStart.put(startMillis, known);
    }
    return known;
  }

  /// Views of the partitions that overlap a range, in order of time; the caller closes them.
  public List<PartitionView> hold(long minMillis, long maxMillis) {
    List<PartitionView> views = new ArrayList<>();
    for (Partition partition : byStart.values()) {
      long start = partition.startMillis();
      if (start <= maxMillis && endOf(start) >= minMillis) {
        views.add(partition.hold());
      }
    }
    return views;
  }

  /// All partitions, in order of time.
  public List<Partition> all() {
    return List.copyOf(byStart.values());
  }

  /// Merges where it is worth it most.
  ///
  /// @param cancelled asked now and then
  /// @return whether anything was merged; then there may be more
  public boolean merge(BooleanSupplier cancelled) throws IOException {
    for (Partition partition : byStart.descendingMap().values()) {
      if (partition.merge(cancelled)) {
        return true;
      }
    }
    return false;
  }

  /// Deletes the samples of the matching series within a range. Only for a thread that neither
  /// flushes nor merges meanwhile.
  public void delete(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    for (Partition partition : byStart.values()) {
      long start = partition.startMillis();
      if (range.overlaps(start, endOf(start))) {
        partition.delete(range, matchers);
      }
    }
  }

  /// Drops the partitions that end before a moment. Only for the thread that flushes.
  ///
  /// @return how many
  public int dropBefore(long oldestMillis) {
    int dropped = 0;
    while (!byStart.isEmpty() && endOf(byStart.firstKey()) < oldestMillis) {
      byStart.pollFirstEntry().getValue().drop();
      dropped++;
    }
    return dropped;
  }

  /// Drops the oldest partitions until the rest fits, but never the newest. Only for the thread
  /// that flushes.
  ///
  /// @return how many
  public int dropBeyond(long maxBytes) {
    int dropped = 0;
    while (byStart.size() > 1 && sizeBytes() > maxBytes) {
      byStart.pollFirstEntry().getValue().drop();
      dropped++;
    }
    return dropped;
  }

  /// Bytes of all files.
  public long sizeBytes() {
    return byStart.values().stream().mapToLong(Partition::sizeBytes).sum();
  }

  /// All parts, in order of time, then of commits.
  public List<PartInfo> parts() {
    List<PartInfo> parts = new ArrayList<>();
    for (Partition partition : byStart.values()) {
      for (Part part : partition.parts()) {
        parts.add(PartInfo.of(partition.startMillis(), part));
      }
    }
    return parts;
  }

  /// The highest number of a memtable that is in any part; 0 if there is none.
  public long lastMemtable() {
    long last = 0;
    for (Partition partition : byStart.values()) {
      for (Part part : partition.parts()) {
        last = Math.max(last, part.memtables().last());
      }
    }
    return last;
  }

  public void close() {
    byStart.values().forEach(Partition::close);
  }
}
