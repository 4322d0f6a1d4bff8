package io.vigie.tsdb.wal;

import io.vigie.tsdb.format.Disk;
import io.vigie.tsdb.format.FileKind;
import io.vigie.tsdb.format.FileNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The journal being written: one open segment and those before it that are still needed.
///
/// [WalFormat] draws the format, [WalReplay] reads it. A failed write never leaves half a batch
/// behind that could come back: the segment is cut to what was good and given up, and the next
/// write begins a new one. [#append] and [#startSegment] are called by one thread at a time;
/// [#sync] by any.
public final class Wal implements AutoCloseable {
  private final Path directory;
  private final SyncPolicy syncPolicy;
  private final Disk disk;
  private final JournalLog log;

  private volatile Disk.WritableFile file;
  private volatile long segment;
  private volatile long segmentBytes;
  private boolean givenUp;

  private Wal(
      Path directory,
      SyncPolicy syncPolicy,
      Disk disk,
      JournalLog log,
      long segment,
      Disk.WritableFile file) {
    this.directory = directory;
    this.syncPolicy = syncPolicy;
    this.disk = disk;
    this.log = log;
    this.segment = segment;
    this.file = file;
    this.segmentBytes = FileKind.HEADER_BYTES;
    log.endsAt(segment, segmentBytes);
  }

  /// Begins a new segment after all that are there.
  ///
  /// @param log for those who read what is written
  public static Wal open(Path directory, SyncPolicy syncPolicy, Disk disk, JournalLog log)
      throws IOException {
    List<Path> present = segments(directory);
    long next = present.isEmpty() ? 1 : number(present.getLast()) + 1;
    Disk.WritableFile file = create(directory, next, syncPolicy, disk);
    return new Wal(directory, syncPolicy, disk, log, next, file);
  }

  /// The segments in a directory, oldest first.
  public static List<Path> segments(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(path -> FileNames.segmentNumber(path).isPresent()).sorted().toList();
    }
  }

  /// The number of a segment among [#segments].
  public static long number(Path segment) {
    return FileNames.segmentNumber(segment).orElseThrow();
  }

  private static Disk.WritableFile create(
      Path directory, long segment, SyncPolicy syncPolicy, Disk disk) throws IOException {
    Path path = directory.resolve(FileNames.segment(segment));
    Disk.WritableFile file = disk.create(path);
    try {
      file.write(ByteBuffer.wrap(FileKind.JOURNAL.header()));
      if (syncPolicy != SyncPolicy.NEVER) {
        file.sync();
      }
      disk.syncDirectory(directory);
      return file;
    } catch (IOException e) {
      file.close();
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /// Number of the segment that the next frames go to. Numbers of symbols and series said in
  /// another one mean nothing in it.
  ///
  /// @throws IOException if a write failed before and no new segment can be made yet
  public long writableSegment() throws IOException {
    if (givenUp) {
      startSegment();
    }
    return segment;
  }

  /// Bytes of the segment being written.
  public long segmentBytes() {
    return segmentBytes;
  }

  /// Writes the frames and, by policy, syncs them.
  ///
  /// @throws IOException if that failed; none of the frames will come back
  public void append(WalFrames frames) throws IOException {
    long goodBytes = segmentBytes;
    try {
      file.write(frames.toByteBuffer());
      if (syncPolicy == SyncPolicy.BATCH) {
        file.sync();
      }
      segmentBytes = goodBytes + frames.sizeBytes();
      log.endsAt(segment, segmentBytes);
    } catch (IOException e) {
      givenUp = true;
      cutTo(goodBytes, e);
      throw e;
    }
  }

  /// Writes no more to the segment: what was said in frames that were not appended is not in it.
  public void giveUp() {
    givenUp = true;
  }

  private void cutTo(long goodBytes, IOException cause) {
    try {
      file.truncate(goodBytes);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /// Ends the segment and begins the next.
  public void startSegment() throws IOException {
    long nextSegment = segment + 1;
    Disk.WritableFile next = create(directory, nextSegment, syncPolicy, disk);
    Disk.WritableFile ended = file;
    file = next;
    segment = nextSegment;
    segmentBytes = FileKind.HEADER_BYTES;
    log.endsAt(segment, segmentBytes);
    givenUp = false;
    try (ended) {
      if (syncPolicy != SyncPolicy.NEVER) {
        ended.sync();
      }
    }
  }

  /// Forces what was written to the disk.
  public void sync() throws IOException {
    file.sync();
  }

  /// Removes the segments up to a number, whose samples are in parts by now, except those that
  /// somebody reads.
  public void deleteUpTo(long lastSegment) throws IOException {
    for (Path path : segments(directory)) {
      if (number(path) <= lastSegment) {
        log.remove(path);
      }
    }
  }

  /// Bytes of all segments.
  public long sizeBytes() {
    try {
      long bytes = 0;
      for (Path path : segments(directory)) {
        bytes += Files.size(path);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (Disk.WritableFile last = file) {
      if (syncPolicy != SyncPolicy.NEVER) {
        last.sync();
      }
    }
  }
}
