package io.vigie.tsdb;

import io.vigie.tsdb.format.Disk;
import io.vigie.tsdb.format.FileNames;
import io.vigie.tsdb.index.IndexReader;
import io.vigie.tsdb.part.Part;
import io.vigie.tsdb.part.PartitionView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/// A second directory with the files of a store, which a [Tsdb] can open. Files never change, so
/// they are linked, not copied, where the file system can.
final class StoreSnapshot {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Disk disk;
  private final Path dataDirectory;

  StoreSnapshot(Disk disk, Path dataDirectory) {
    this.disk = disk;
    this.dataDirectory = dataDirectory;
  }

  /// Named as Prometheus names its snapshots: the time, then something that no other one has.
  static String nameAt(Instant instant) {
    return NAME.format(instant)
        + "-"
        + Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
  }

  /// Links the held files into `snapshots/<name>`, which appears when it is whole.
  void take(String name, List<PartitionView> partitions) throws IOException {
    Path snapshots = dataDirectory.resolve(FileNames.SNAPSHOTS_DIRECTORY);
    Path unfinished = snapshots.resolve(name + FileNames.TEMPORARY_SUFFIX);
    Files.createDirectories(unfinished.resolve(FileNames.PARTITIONS_DIRECTORY));
    link(dataDirectory.resolve(FileNames.STORE), unfinished);
    for (PartitionView partition : partitions) {
      Path directory =
          unfinished
              .resolve(FileNames.PARTITIONS_DIRECTORY)
              .resolve(FileNames.partition(partition.startMillis()));
      Files.createDirectories(directory);
      for (IndexReader index : partition.indexes()) {
        link(index.file().path(), directory);
      }
      for (Part part : partition.parts()) {
        link(part.file().path(), directory);
      }
      disk.syncDirectory(directory);
    }
    disk.syncDirectory(unfinished);
    Files.move(unfinished, snapshots.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    disk.syncDirectory(snapshots);
  }

  private static void link(Path file, Path directory) throws IOException {
    Path link = directory.resolve(String.valueOf(file.getFileName()));
    try {
      Files.createLink(link, file);
    } catch (UnsupportedOperationException _) {
      Files.copy(file, link);
    }
  }
}
