package io.vigie.tsdb;

import io.vigie.tsdb.format.CorruptFileException;
import io.vigie.tsdb.format.FileNames;
import io.vigie.tsdb.memtable.ExemplarFile;
import io.vigie.tsdb.part.PartitionCheck;
import io.vigie.tsdb.wal.Wal;
import io.vigie.tsdb.wal.WalRecord;
import io.vigie.tsdb.wal.WalReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Reads every byte of a data directory that nobody uses, and says what is wrong. Changes nothing.
/// What a killed process leaves behind (unfinished files, a last batch that was never acknowledged)
/// is said, but is not wrong.
public final class StoreCheck {
  /// Something wrong with a file.
  public record Problem(Path file, String what) {}

  /// What was found.
  ///
  /// @param series series that the indexes describe, those of every partition counted
  /// @param samples in the parts that could be read
  /// @param journalSamples in the whole batches of the journal
  /// @param problems what is wrong; empty if everything is well
  /// @param remarks what is not wrong, but worth knowing
  public record Report(
      int partitions,
      int parts,
      long series,
      long samples,
      long journalSamples,
      List<Problem> problems,
      List<String> remarks) {
    public Report {
      problems = List.copyOf(problems);
      remarks = List.copyOf(remarks);
    }

    public boolean isWhole() {
      return problems.isEmpty();
    }
  }

  private final Path directory;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private int partitions;
  private int parts;
  private long series;
  private long samples;
  private long journalSamples;

  private StoreCheck(Path directory) {
    this.directory = directory;
  }

  /// Checks a data directory or a snapshot of one.
  ///
  /// @throws IOException if it is none, or a process uses it
  public static Report check(Path directory) throws IOException {
    if (!Files.exists(directory.resolve(FileNames.STORE))) {
      throw new NoSuchFileException(
          directory.toString(), null, "there is no store in it: the file STORE is missing");
    }
    try (DirectoryLock _ = DirectoryLock.acquire(directory)) {
      return new StoreCheck(directory).run();
    }
  }

  private Report run() throws IOException {
    try {
      checkPartitions(StoreDescriptor.read(directory.resolve(FileNames.STORE)).partitionMillis());
    } catch (CorruptFileException e) {
      problems.add(new Problem(directory.resolve(FileNames.STORE), String.valueOf(e.getMessage())));
    }
    checkJournal();
    checkExemplars(directory.resolve(FileNames.EXEMPLARS));
    remarkOn(FileNames.QUARANTINE_DIRECTORY, "damaged files that were moved there before");
    return new Report(partitions, parts, series, samples, journalSamples, problems, remarks);
  }

  private void checkPartitions(long partitionMillis) throws IOException {
    for (Path path : list(directory.resolve(FileNames.PARTITIONS_DIRECTORY))) {
      OptionalLong start = FileNames.partitionStartMillis(path);
      if (start.isEmpty()) {
        problems.add(new Problem(path, "is no partition"));
        continue;
      }
      PartitionCheck check =
          new PartitionCheck(
              start.getAsLong(),
              partitionMillis,
              (file, what) -> problems.add(new Problem(file, what)));
      check.run(path);
      partitions++;
      parts += check.parts();
      series += check.series();
      samples += check.samples();
    }
  }

  private void checkJournal() throws IOException {
    Path journal = directory.resolve(FileNames.JOURNAL_DIRECTORY);
    List<Path> segments = Files.isDirectory(journal) ? Wal.segments(journal) : List.of();
    for (Path segment : segments) {
      WalReplay.SegmentReport report = WalReplay.read(segment, this::count);
      boolean last = segment.equals(segments.getLast());
      if (report.isDamaged()) {
        String what = report.damageReason() + " at byte " + report.damageOffset();
        // Only the end of the last segment may be cut by a kill in the middle of a commit.
        if (last && report.isCut()) {
          remarks.add(segment + ": " + what + "; the batch was not acknowledged");
        } else {
          problems.add(new Problem(segment, what));
        }
      }
    }
  }

  private void checkExemplars(Path path) throws IOException {
    try {
      if (Files.exists(path)) {
        ExemplarFile.check(path);
      }
    } catch (CorruptFileException e) {
      problems.add(new Problem(path, String.valueOf(e.getMessage())));
    }
  }

  private void count(List<WalRecord> batch) {
    for (WalRecord item : batch) {
      switch (item) {
        case WalRecord.Floats floats -> journalSamples += floats.size();
        case WalRecord.HistogramSample _ -> journalSamples++;
        case WalRecord.Symbol _, WalRecord.Series _, WalRecord.ExemplarRecord _ -> {}
      }
    }
  }

  private void remarkOn(String name, String what) throws IOException {
    int files = list(directory.resolve(name)).size();
    if (files > 0) {
      remarks.add(directory.resolve(name) + ": " + files + " " + what);
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
