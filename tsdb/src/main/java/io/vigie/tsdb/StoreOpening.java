package io.vigie.tsdb;

import io.vigie.model.telemetry.Meters;
import io.vigie.tsdb.format.CorruptFileException;
import io.vigie.tsdb.format.Disk;
import io.vigie.tsdb.format.FileNames;
import io.vigie.tsdb.memtable.ExemplarBuffer;
import io.vigie.tsdb.memtable.ExemplarFile;
import io.vigie.tsdb.memtable.Head;
import io.vigie.tsdb.memtable.Recovery;
import io.vigie.tsdb.memtable.SeriesTable;
import io.vigie.tsdb.part.Partitions;
import io.vigie.tsdb.part.Quarantine;
import io.vigie.tsdb.wal.JournalLog;
import io.vigie.tsdb.wal.Wal;
import io.vigie.tsdb.wal.WalReplay.SegmentReport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens what lies in a data directory, in the order in which it depends on each other: partitions,
/// then the journal of what they do not hold.
final class StoreOpening {
  private static final Logger log = LoggerFactory.getLogger(StoreOpening.class);

  /// Of a damaged segment so much is kept for whoever wants to look.
  private static final int MAX_KEPT_BYTES = 64 << 20;

  private final Path dataDirectory;
  private final Path journal;
  private final TsdbConfig config;
  private final Disk disk;
  private final long startNanos = System.nanoTime();

  final TsdbMeters meters;
  final Quarantine quarantine;
  final Partitions partitions;
  final SeriesTable table;
  final ExemplarBuffer exemplars;
  final ExemplarFile exemplarFile;
  final JournalLog commitLog;
  final Wal wal;
  final Head head;
  final RecoveryReport report;

  StoreOpening(Path dataDirectory, TsdbConfig config, InstantSource clock, Meters meters, Disk disk)
      throws IOException {
    this.dataDirectory = dataDirectory;
    this.config = config;
    this.disk = disk;
    this.meters = new TsdbMeters(meters);
    removeTemporaryFiles(dataDirectory);
    removeUnfinishedSnapshots(dataDirectory.resolve(FileNames.SNAPSHOTS_DIRECTORY));
    StoreDescriptor descriptor =
        StoreDescriptor.readOrCreate(dataDirectory, config.partitionDuration(), disk);
    quarantine = new Quarantine(dataDirectory.resolve(FileNames.QUARANTINE_DIRECTORY));
    partitions =
        Partitions.open(
            dataDirectory.resolve(FileNames.PARTITIONS_DIRECTORY),
            descriptor.partitionMillis(),
            disk,
            quarantine);
    journal = dataDirectory.resolve(FileNames.JOURNAL_DIRECTORY);
    Files.createDirectories(journal);
    List<Path> segments = Wal.segments(journal);
    commitLog = new JournalLog(journal, config.retention(), clock);
    wal = Wal.open(journal, config.syncPolicy(), disk, commitLog);
    table = new SeriesTable(config.maxSeries());
    exemplars = new ExemplarBuffer(config.exemplarCapacity());
    exemplarFile = new ExemplarFile(dataDirectory.resolve(FileNames.EXEMPLARS), disk);
    loadExemplars(dataDirectory.resolve(FileNames.EXEMPLARS));
    head = new Head(table, exemplars, wal, config.head(), clock, partitions.lastMemtable() + 1);
    report = replay(segments);
    table.whenRefused(this.meters::refused);
    this.meters.watchHead(head, table, exemplars, wal);
    this.meters.watchPartitions(partitions, quarantine);
  }

  /// Damage takes the exemplars with it, nothing else.
  private void loadExemplars(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try {
      exemplarFile.load(exemplars);
    } catch (CorruptFileException e) {
      Path kept = quarantine.keep(FileNames.EXEMPLARS + ".damaged", Files.readAllBytes(path));
      log.warn(
          "{}; the exemplars of before are lost. The file is kept as {}", e.getMessage(), kept);
      Files.delete(path);
    }
  }

  private static void removeTemporaryFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(FileNames::isTemporary).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void removeUnfinishedSnapshots(Path snapshots) throws IOException {
    if (!Files.isDirectory(snapshots)) {
      return;
    }
    List<Path> unfinished = new ArrayList<>();
    try (Stream<Path> files = Files.walk(snapshots)) {
      files.filter(path -> isUnfinished(snapshots, path)).forEach(unfinished::addFirst);
    }
    for (Path path : unfinished) {
      Files.delete(path);
    }
  }

  private static boolean isUnfinished(Path snapshots, Path path) {
    return !path.equals(snapshots) && FileNames.isTemporary(snapshots.relativize(path).getName(0));
  }

  private RecoveryReport replay(List<Path> segments) throws IOException {
    Recovery recovery = new Recovery(head, table);
    recovery.replay(segments);
    for (SegmentReport segment : recovery.reports()) {
      if (segment.isDamaged()) {
        reportDamage(segment);
      }
    }
    RecoveryReport recovered = reportOf(segments, recovery);
    log.info(
        "{} opened in {} ms: {} parts, {} samples from {} journal segments",
        dataDirectory,
        recovered.duration().toMillis(),
        recovered.parts(),
        recovered.samples(),
        recovered.segments());
    return recovered;
  }

  private RecoveryReport reportOf(List<Path> segments, Recovery recovery) {
    return new RecoveryReport(
        Duration.ofNanos(System.nanoTime() - startNanos),
        segments.size(),
        segments.isEmpty() ? 0 : Wal.number(segments.getFirst()),
        segments.isEmpty() ? 0 : Wal.number(segments.getLast()),
        recovery.reports().stream().mapToLong(SegmentReport::frames).sum(),
        recovery.samples(),
        recovery.reports().stream().mapToLong(SegmentReport::damagedBytes).sum(),
        recovery.samplesOfUnknownSeries(),
        partitions.parts().size(),
        quarantine.files());
  }

  private void reportDamage(SegmentReport segment) throws IOException {
    meters.corruptSegment();
    Path kept = quarantine.keep(damagedName(segment), damagedBytes(segment));
    log.warn(
        "{} is damaged at byte {}: {}; {} whole batches of it are recovered, {} bytes are left out"
            + " and kept as {}",
        segment.path(),
        segment.damageOffset(),
        segment.damageReason(),
        segment.frames(),
        segment.damagedBytes(),
        kept);
  }

  private static String damagedName(SegmentReport segment) {
    return segment.path().getFileName() + "-" + segment.damageOffset() + ".damaged";
  }

  private static byte[] damagedBytes(SegmentReport segment) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(segment.path().toFile(), "r")) {
      long left = file.length() - segment.damageOffset();
      byte[] bytes = new byte[Math.clamp(left, 0, MAX_KEPT_BYTES)];
      file.seek(segment.damageOffset());
      file.readFully(bytes);
      return bytes;
    }
  }

  /// Whether the journal should be replaced by parts soon, rather than read and reported again at
  /// the next start.
  boolean isDamaged() {
    return report.damagedBytes() > 0;
  }

  Path dataDirectory() {
    return dataDirectory;
  }

  Disk disk() {
    return disk;
  }

  TsdbConfig config() {
    return config;
  }
}
