package io.vigie.tsdb;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.CommitLog;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.StoreChanges;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import io.vigie.tsdb.format.Disk;
import io.vigie.tsdb.memtable.Head;
import io.vigie.tsdb.memtable.Memtable;
import io.vigie.tsdb.memtable.SeriesBudget;
import io.vigie.tsdb.part.PartInfo;
import io.vigie.tsdb.part.Partitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The time-series store in a data directory: new samples in a journal and in memory ([Head]), old
/// ones in immutable files by time ([Partitions]). Thread-safe.
///
/// ```
/// append ──▶ journal ──▶ memtable ──sealed──▶ part ──merged──▶ larger part ──▶ dropped with its
///                            │                  │                  │           partition
/// select ◀───────────────────┴──────────────────┴──────────────────┘
/// ```
public final class Tsdb implements MetricStore, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Tsdb.class);

  private final DirectoryLock lock;
  private final StoreOpening store;
  private final TsdbConfig config;
  private final InstantSource clock;
  private final Head head;
  private final Partitions partitions;
  private final Maintenance maintenance;
  private final LabelQueries labels;
  private final Expiry expiry;
  private final PartLookup stored;
  private final StoreSnapshot snapshots;

  private final ReentrantLock flushLock = new ReentrantLock();
  private final ReentrantLock mergeLock = new ReentrantLock();
  private final Flush flush;
  private volatile boolean closed;

  private Tsdb(DirectoryLock lock, StoreOpening store, InstantSource clock) {
    this.lock = lock;
    this.store = store;
    this.config = store.config();
    this.clock = clock;
    this.head = store.head;
    this.partitions = store.partitions;
    this.expiry =
        new Expiry(
            partitions,
            store.dataDirectory(),
            clock,
            new Retention(config.retention(), config.retentionBytes(), 0, List.of()));
    this.stored = new PartLookup(partitions);
    this.snapshots = new StoreSnapshot(store.disk(), store.dataDirectory());
    this.flush = new Flush(partitions, store.table);
    this.labels = new LabelQueries(store.table);
    this.maintenance =
        new Maintenance(config, store.meters, this::flushSealed, this::merge, head::sync);
  }

  /// Opens the store in a directory, making it if there is none, and rebuilds from the journal what
  /// no part holds yet. Damaged files do not keep it from opening: they are left out, logged and
  /// counted. Starts threads that write, merge and sync until [#close].
  ///
  /// @throws IOException if the directory cannot be used, or another process uses it
  public static Tsdb open(Path dataDirectory, TsdbConfig config, InstantSource clock, Meters meters)
      throws IOException {
    return open(dataDirectory, config, clock, meters, Disk.LOCAL);
  }

  static Tsdb open(
      Path dataDirectory, TsdbConfig config, InstantSource clock, Meters meters, Disk disk)
      throws IOException {
    Files.createDirectories(dataDirectory);
    DirectoryLock lock = DirectoryLock.acquire(dataDirectory);
    try {
      StoreOpening store = new StoreOpening(dataDirectory, config, clock, meters, disk);
      Tsdb tsdb = new Tsdb(lock, store, clock);
      tsdb.start();
      return tsdb;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void start() throws IOException {
    head.whenSealed(maintenance::flushSoon);
    if (store.isDamaged()) {
      head.seal();
    }
    maintenance.start();
    maintenance.flushSoon();
    maintenance.mergeSoon();
  }

  @Override
  public Appender appender() {
    long newestMillis = clock.millis() + config.futureTolerance().toMillis();
    return head.appender(stored, new TimeRange(expiry.oldestMillis(), newestMillis));
  }

  @Override
  public StoreChanges changes() {
    return head.changes();
  }

  /// Keeps this from now on; what is beyond it goes soon. Replaces what the configuration said.
  public void retention(Retention retention) {
    expiry.keep(retention);
    maintenance.flushSoon();
    maintenance.mergeSoon();
  }

  /// What is kept.
  public Retention retention() {
    return expiry.retention();
  }

  /// Refuses new series beyond these budgets from now on. Series that are active already stay.
  public void limit(List<SeriesBudget> budgets) {
    store.table.limit(budgets);
  }

  /// What is used of each budget.
  public List<SeriesBudget.Usage> budgets() {
    return store.table.budgets();
  }

  @Override
  public Selection select(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    StoreView view = view(range);
    try {
      return new SelectionBuilder(view, range, matchers).build(store.table);
    } catch (UncheckedIOException e) {
      view.close();
      throw e.getCause();
    } catch (IOException | RuntimeException e) {
      view.close();
      throw e;
    }
  }

  private StoreView view(TimeRange range) {
    return new StoreView(head, partitions, range.minMillis(), range.maxMillis());
  }

  @Override
  public List<String> labelNames(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    try (StoreView view = view(range)) {
      return labels.names(view, range, matchers);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public List<String> labelValues(String labelName, TimeRange range, List<LabelMatcher> matchers)
      throws IOException {
    try (StoreView view = view(range)) {
      return labels.values(labelName, view, range, matchers);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// Exemplars of the matching series within a range, by series, in the order of their commits.
  public SortedMap<Labels, List<Exemplar>> exemplars(TimeRange range, List<LabelMatcher> matchers) {
    return store.exemplars.select(range, matchers);
  }

  /// Keeps so many exemplars from now on; the oldest go if there are more.
  ///
  /// @param capacity number of exemplars; 0 keeps none
  public void exemplarCapacity(int capacity) {
    store.exemplars.capacity(capacity);
  }

  /// What is committed, for whoever sends it on.
  public CommitLog commitLog() {
    return store.commitLog;
  }

  /// What opening the store found and did.
  public RecoveryReport recovery() {
    return store.report;
  }

  /// All parts on disk, in order of time, then of commits.
  public List<PartInfo> parts() {
    return partitions.parts();
  }

  /// Bytes on disk: parts, indexes and journal.
  public long sizeBytes() {
    return partitions.sizeBytes() + store.wal.sizeBytes();
  }

  /// The oldest timestamp of the store, milliseconds since the epoch; `Long.MAX_VALUE` if it is
  /// empty.
  public long oldestMillis() {
    long onDisk = parts().stream().mapToLong(PartInfo::minMillis).min().orElse(Long.MAX_VALUE);
    return head.memtables().stream()
        .filter(memtable -> !memtable.isEmpty())
        .mapToLong(Memtable::minMillis)
        .reduce(onDisk, Math::min);
  }

  /// Counts over the active series.
  ///
  /// @param limit most entries of each list
  public HeadStatistics headStatistics(int limit) throws IOException {
    List<Memtable> memtables = head.memtables();
    return store.table.ask(index -> HeadStatistics.of(index, memtables, limit));
  }

  /// What there is many of.
  public Cardinality cardinality() {
    return new Cardinality(store.table, partitions);
  }

  /// Writes everything in memory to parts now. The journal is empty then.
  ///
  /// @throws IOException if it cannot be written; nothing is lost, and it is tried again
  public void flush() throws IOException {
    head.seal();
    flushSealed();
  }

  /// Deletes the samples of the matching series within a range, for good: what is in memory is
  /// written to parts, and the parts that hold such samples are written anew without them. Samples
  /// committed during or after the call stay.
  ///
  /// @throws IOException if a part cannot be read or written; some partitions may be done then, and
  ///   calling again does the rest
  public void delete(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    mergeLock.lock();
    flushLock.lock();
    try {
      flush();
      try {
        partitions.delete(range, matchers);
      } finally {
        head.changes().changed(range.minMillis());
      }
    } finally {
      flushLock.unlock();
      mergeLock.unlock();
    }
  }

  /// Makes a copy of the store in `snapshots/` of its directory, without taking space twice as long
  /// as the files are in use here. Everything committed before the call is in it; appending and
  /// querying go on meanwhile.
  ///
  /// @param skipMemory leave out what no part holds yet
  /// @return the name of the directory; a [Tsdb] can open it
  public String snapshot(boolean skipMemory) throws IOException {
    mergeLock.lock();
    try {
      if (!skipMemory) {
        flush();
      }
      String name = StoreSnapshot.nameAt(clock.instant());
      try (StoreView view = view(TimeRange.ALWAYS)) {
        snapshots.take(name, view.partitions());
      }
      return name;
    } finally {
      mergeLock.unlock();
    }
  }

  /// Frees the space of what was deleted. Deleting does that itself, so that nothing is left to do;
  /// it is there for those who are used to asking.
  public void cleanTombstones() {}

  /// Writes the sealed memtables to parts and drops what the retention does not keep.
  private void flushSealed() throws IOException {
    flushLock.lock();
    try {
      if (closed) {
        return;
      }
      store.table.indexPending();
      // First, because it may free the space that the rest needs.
      enforceRetention();
      List<Memtable> memtables = head.memtables();
      for (Memtable sealed : memtables.subList(0, memtables.size() - 1)) {
        flush.write(sealed, expiry.oldestMillis());
        // Before their journal goes.
        store.exemplarFile.save(store.exemplars);
        head.dropFlushed(sealed);
        store.meters.flushed();
        maintenance.mergeSoon();
      }
      enforceRetention();
      head.sealIfOld();
    } catch (IOException e) {
      head.flushFailed(e.toString());
      throw e;
    } finally {
      flushLock.unlock();
    }
  }

  private void enforceRetention() throws IOException {
    int dropped = expiry.dropPartitions();
    if (dropped > 0) {
      head.changes().changed(StoreChanges.EVERYTHING);
    }
    store.meters.dropped(dropped);
  }

  /// Merges as long as it is worth it.
  void merge() throws IOException {
    mergeLock.lock();
    try {
      expiry.removeExpiredSeries(() -> head.changes().changed(StoreChanges.EVERYTHING));
      boolean merged = true;
      while (merged && !closed) {
        merged = partitions.merge(maintenance::isStopping);
      }
    } finally {
      mergeLock.unlock();
    }
  }

  /// Writes what is in memory to parts, so that the next start has nothing to replay, and lets go
  /// of the directory. Selections must be closed before. May be called again.
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    try (lock;
        head) {
      maintenance.close();
      flushAtEnd();
      closed = true;
      partitions.close();
    } finally {
      closed = true;
    }
  }

  private void flushAtEnd() {
    try {
      flush();
    } catch (IOException e) {
      log.warn("memory was not written to parts at the end, the journal keeps it", e);
    }
  }
}
