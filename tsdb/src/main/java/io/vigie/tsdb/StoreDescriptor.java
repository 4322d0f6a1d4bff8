package io.vigie.tsdb;

import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.Disk;
import io.vigie.tsdb.format.FileKind;
import io.vigie.tsdb.format.FileNames;
import io.vigie.tsdb.format.ImmutableFileWriter;
import io.vigie.tsdb.format.MappedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What is decided when a data directory is made and cannot be changed later.
///
/// @param partitionMillis span of time of one partition
record StoreDescriptor(long partitionMillis) {
  /// Reads the descriptor of a directory, or writes it if there is none.
  static StoreDescriptor readOrCreate(Path dataDirectory, Duration partitionDuration, Disk disk)
      throws IOException {
    Path path = dataDirectory.resolve(FileNames.STORE);
    if (!Files.exists(path)) {
      create(path, partitionDuration, disk);
    }
    return read(path);
  }

  /// Reads the descriptor.
  static StoreDescriptor read(Path path) throws IOException {
    MappedFile file = MappedFile.open(path, FileKind.STORE);
    try {
      long start = file.sectionStart(0);
      long millis = new ByteReader(file.read(start, Long.BYTES)).readLong();
      if (millis <= 0) {
        throw file.corrupt(start, "partitions of " + millis + " ms");
      }
      return new StoreDescriptor(millis);
    } finally {
      file.release();
    }
  }

  private static void create(Path path, Duration partitionDuration, Disk disk) throws IOException {
    try (ImmutableFileWriter writer = new ImmutableFileWriter(disk, path, FileKind.STORE)) {
      ByteWriter bytes = new ByteWriter(Long.BYTES);
      bytes.writeLong(partitionDuration.toMillis());
      long start = writer.position();
      writer.write(bytes);
      writer.publish(start);
    }
  }

  /// First millisecond of the partition that a timestamp belongs to.
  long partitionStart(long timestampMillis) {
    return Math.floorDiv(timestampMillis, partitionMillis) * partitionMillis;
  }
}
