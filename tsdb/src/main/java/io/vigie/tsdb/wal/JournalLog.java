package io.vigie.tsdb.wal;

import io.vigie.model.metric.CommitLog;
import io.vigie.tsdb.format.FileKind;
import io.vigie.tsdb.format.FileNames;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The journal as a log for readers. Segments whose samples are in parts by now, but which a reader
/// still needs, are moved aside rather than removed, so that a start does not replay them. The
/// folder that they are moved to is there as long as there are readers: from that a start knows,
/// before it hears of them, that there are. Thread-safe.
public final class JournalLog implements CommitLog {
  private final Path journal;
  private final Path unsent;
  private final Duration retention;
  private final InstantSource clock;
  private volatile long currentSegment;
  private volatile long currentBytes = FileKind.HEADER_BYTES;

  /// The first segment that a reader needs; `Long.MAX_VALUE` if there are no readers.
  private long neededFrom;

  /// @param retention how long a segment is kept at most; zero for no limit
  public JournalLog(Path journal, Duration retention, InstantSource clock) {
    this.journal = journal;
    this.unsent = journal.resolveSibling(FileNames.UNSENT_DIRECTORY);
    this.retention = retention;
    this.clock = clock;
    this.neededFrom = Files.isDirectory(unsent) ? 0 : Long.MAX_VALUE;
  }

  /// Is told by the journal where its end is.
  void endsAt(long segment, long bytes) {
    if (segment != currentSegment) {
      currentBytes = FileKind.HEADER_BYTES;
      currentSegment = segment;
    }
    currentBytes = bytes;
  }

  long currentSegment() {
    return currentSegment;
  }

  @Override
  public synchronized Position end() {
    return new Position(currentSegment, currentBytes);
  }

  @Override
  public Reader open(Position from) {
    return new JournalReader(this, from);
  }

  /// Removes a segment of the journal, or moves it aside.
  synchronized void remove(Path segment) throws IOException {
    if (Wal.number(segment) < neededFrom) {
      Files.deleteIfExists(segment);
    } else {
      Files.createDirectories(unsent);
      Files.move(segment, unsent.resolve(segment.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public synchronized void keepFrom(Optional<Position> oldest) throws IOException {
    neededFrom = oldest.map(Position::segment).orElse(Long.MAX_VALUE);
    if (oldest.isPresent()) {
      Files.createDirectories(unsent);
    }
    if (!Files.isDirectory(unsent)) {
      return;
    }
    for (Path segment : Wal.segments(unsent)) {
      if (Wal.number(segment) < neededFrom || isTooOld(segment)) {
        Files.deleteIfExists(segment);
      }
    }
    if (oldest.isEmpty()) {
      removeFolder();
    }
  }

  private void removeFolder() throws IOException {
    try {
      Files.deleteIfExists(unsent);
    } catch (DirectoryNotEmptyException e) {
      // Somebody put something of his own there.
    }
  }

  private boolean isTooOld(Path segment) throws IOException {
    if (retention.isZero()) {
      return false;
    }
    Instant written = Files.getLastModifiedTime(segment).toInstant();
    return written.isBefore(clock.instant().minus(retention));
  }

  /// The file of a segment, wherever it is now.
  Optional<Path> find(long segment) {
    for (Path folder : List.of(journal, unsent, journal)) { // it may move meanwhile
      Path file = folder.resolve(FileNames.segment(segment));
      if (Files.exists(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /// The first segment after one that is there.
  OptionalLong after(long segment) throws IOException {
    if (find(segment + 1).isPresent()) {
      return OptionalLong.of(segment + 1);
    }
    return Stream.concat(numbers(journal), numbers(unsent))
        .mapToLong(Long::longValue)
        .filter(number -> number > segment)
        .min();
  }

  private static Stream<Long> numbers(Path folder) throws IOException {
    try {
      return Wal.segments(folder).stream().map(Wal::number);
    } catch (NoSuchFileException e) {
      return Stream.empty();
    }
  }
}
