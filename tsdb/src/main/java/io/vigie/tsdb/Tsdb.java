package io.vigie.tsdb;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.Selection;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import io.vigie.tsdb.format.Disk;
import io.vigie.tsdb.format.FileNames;
import io.vigie.tsdb.index.Postings;
import io.vigie.tsdb.memtable.ActiveSeries;
import io.vigie.tsdb.memtable.ExemplarBuffer;
import io.vigie.tsdb.memtable.Head;
import io.vigie.tsdb.memtable.Memtable;
import io.vigie.tsdb.memtable.Recovery;
import io.vigie.tsdb.memtable.SeriesTable;
import io.vigie.tsdb.wal.Wal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// The time-series store in a data directory. Thread-safe.
public final class Tsdb implements MetricStore, AutoCloseable {
  private final TsdbConfig config;
  private final InstantSource clock;
  private final DirectoryLock lock;
  private final SeriesTable table;
  private final ExemplarBuffer exemplars;
  private final Head head;
  private final RecoveryReport recovery;

  private Tsdb(
      TsdbConfig config,
      InstantSource clock,
      DirectoryLock lock,
      SeriesTable table,
      ExemplarBuffer exemplars,
      Head head,
      RecoveryReport recovery) {
    this.config = config;
    this.clock = clock;
    this.lock = lock;
    this.table = table;
    this.exemplars = exemplars;
    this.head = head;
    this.recovery = recovery;
  }

  /// Opens the store in a directory, making it if there is none, and rebuilds from the journal what
  /// no part holds yet.
  ///
  /// @throws IOException if the directory cannot be used, or another process uses it
  public static Tsdb open(Path dataDirectory, TsdbConfig config, InstantSource clock, Meters meters)
      throws IOException {
    return open(dataDirectory, config, clock, meters, Disk.LOCAL);
  }

  static Tsdb open(
      Path dataDirectory, TsdbConfig config, InstantSource clock, Meters meters, Disk disk)
      throws IOException {
    long startNanos = System.nanoTime();
    Path journal = dataDirectory.resolve(FileNames.JOURNAL_DIRECTORY);
    Files.createDirectories(journal);
    DirectoryLock lock = DirectoryLock.acquire(dataDirectory);
    StoreDescriptor.readOrCreate(dataDirectory, config.partitionDuration(), disk);
    List<Path> segments = Wal.segments(journal);
    Wal wal = Wal.open(journal, config.syncPolicy(), disk);
    SeriesTable table = new SeriesTable(config.maxSeries());
    ExemplarBuffer exemplars = new ExemplarBuffer(config.exemplarCapacity());
    Head head = new Head(table, exemplars, wal, config.head(), clock, 1);
    Recovery recovery = new Recovery(head, table);
    recovery.replay(segments);
    RecoveryReport report =
        new RecoveryReport(
            Duration.ofNanos(System.nanoTime() - startNanos),
            segments.size(),
            segments.isEmpty() ? 0 : Wal.number(segments.getFirst()),
            segments.isEmpty() ? 0 : Wal.number(segments.getLast()),
            recovery.reports().stream().mapToLong(r -> r.frames()).sum(),
            recovery.samples(),
            recovery.reports().stream().mapToLong(r -> r.damagedBytes()).sum(),
            recovery.samplesOfUnknownSeries(),
            0,
            0);
    return new Tsdb(config, clock, lock, table, exemplars, head, report);
  }

  @Override
  public Appender appender() {
    long now = clock.millis();
    long oldest =
        config.retention().isZero() ? Long.MIN_VALUE : now - config.retention().toMillis();
    return head.appender(new TimeRange(oldest, now + config.futureTolerance().toMillis()));
  }

  @Override
  public Selection select(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    StoreView view = new StoreView(head.memtables());
    StoredSelection selection = new StoredSelection(view);
    for (ActiveSeries series : table.select(matchers)) {
      for (StoreView.MemtableView memtable : view.memtables()) {
        if (memtable.memtable().hasSeries(series.number())) {
          selection.add(
              series.labels(),
              SampleSource.of(memtable.memtable(), memtable.rows(), series.number()));
        }
      }
    }
    return selection.sort();
  }

  @Override
  public List<String> labelNames(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    return table.ask(index -> List.copyOf(Postings.names(index, Postings.select(index, matchers))));
  }

  @Override
  public List<String> labelValues(String labelName, TimeRange range, List<LabelMatcher> matchers)
      throws IOException {
    SortedSet<String> values = new TreeSet<>();
    table.ask(index -> {
      Postings.addValues(index, labelName, Postings.select(index, matchers), values);
      return values;
    });
    return List.copyOf(values);
  }

  /// Exemplars of the matching series within a range, by series, in the order of their commits.
  public SortedMap<Labels, List<Exemplar>> exemplars(TimeRange range, List<LabelMatcher> matchers) {
    return exemplars.select(range, matchers);
  }

  /// What opening the store found and did.
  public RecoveryReport recovery() {
    return recovery;
  }

  /// Counts over the active series.
  ///
  /// @param limit most entries of each list
  public HeadStatistics headStatistics(int limit) throws IOException {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (Memtable memtable : head.memtables()) {
      min = Math.min(min, memtable.minMillis());
      max = Math.max(max, memtable.maxMillis());
    }
    long oldest = min;
    long newest = max;
    return table.ask(index ->
        HeadStatistics.of(index, index.allSeries().getLongCardinality(), oldest, newest, limit));
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      head.close();
    }
  }
}
