package io.vigie.tsdb.memtable;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.StoreChanges;
import io.vigie.model.time.TimeRange;
import io.vigie.tsdb.memtable.Batch.PendingExemplar;
import io.vigie.tsdb.wal.Wal;
import io.vigie.tsdb.wal.WalFrames;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The new end of the store: the memtable being written, the sealed ones that wait to become parts,
/// the series being written, and the journal that all of it is rebuilt from. Thread-safe.
/* Group commit: a batch is put in a queue, then its thread takes the commit lock. Whoever has the
 * lock settles everything in the queue: one write to the journal, one sync, then the rows, then
 * they become visible together. Threads that waited find their batch settled. So rows are visible
 * only once they are in the journal, and a sync is shared by all who waited during the one before.
 */
public final class Head implements AutoCloseable {
  /// What happened since the head was opened.
  ///
  /// @param appended samples committed
  /// @param outOfOrder how many of them were older than one of their series committed before
  /// @param duplicates samples left out because the series had one at that timestamp
  public record Counts(long appended, long outOfOrder, long duplicates) {}

  private record Flushed(long memtable, long sealedAtMillis) {}

  private final SeriesTable table;
  private final ExemplarBuffer exemplars;
  private final Wal wal;
  private final HeadLimits limits;
  private final InstantSource clock;

  private final Queue<Batch> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock commitLock = new ReentrantLock();
  private final Condition flushed = commitLock.newCondition();
  private final WalFrames frames = new WalFrames();
  private final JournalNames journalNames;
  private final MemtablePages pages = new MemtablePages();
  private final StoreChanges changes = new StoreChanges();

  /// Oldest first; the last one is being written. Replaced, never changed.
  private volatile List<Memtable> memtables;

  private final ArrayDeque<Flushed> flushedMemtables = new ArrayDeque<>();
  private volatile String lastFlushError = "";
  private long appended;
  private long outOfOrder;
  private long duplicates;
  private volatile Runnable whenSealed = () -> {};

  public Head(
      SeriesTable table,
      ExemplarBuffer exemplars,
      Wal wal,
      HeadLimits limits,
      InstantSource clock,
      long firstMemtable) {
    this.table = table;
    this.exemplars = exemplars;
    this.wal = wal;
    this.limits = limits;
    this.clock = clock;
    this.journalNames = new JournalNames(table);
    this.memtables = List.of(new Memtable(firstMemtable, clock.millis(), pages));
    table.startMemtable(firstMemtable);
  }

  /// Has something called, by a committing thread, whenever a memtable was sealed; it must return
  /// at once.
  public void whenSealed(Runnable action) {
    whenSealed = action;
  }

  /// @param stored what no memtable holds any more
  /// @param accepted timestamps that the store takes
  public Appender appender(StoredSamples stored, TimeRange accepted) {
    return new HeadAppender(this, table, stored, accepted);
  }

  /// What was added, removed and changed so far.
  public StoreChanges changes() {
    return changes;
  }

  /// All memtables, oldest first.
  public List<Memtable> memtables() {
    return memtables;
  }

  private Memtable active() {
    return memtables.getLast();
  }

  public Counts counts() {
    commitLock.lock();
    try {
      return new Counts(appended, outOfOrder, duplicates);
    } finally {
      commitLock.unlock();
    }
  }

  /// Journals a batch and makes it visible.
  ///
  /// @throws IOException if it could not be journaled; nothing of it is visible then
  void commit(Batch batch) throws IOException {
    queue.add(batch);
    commitLock.lock();
    try {
      if (!batch.isSettled()) {
        settleQueue();
      }
    } finally {
      commitLock.unlock();
    }
    batch.throwIfRefused();
    if (batch.size > 0) {
      changes.changed(batch.lowestMillis());
    }
  }

  private void settleQueue() {
    List<Batch> group = new ArrayList<>();
    for (Batch next = queue.poll(); next != null; next = queue.poll()) {
      group.add(next);
    }
    IOException failure = null;
    try {
      awaitRoom();
      journal(group);
      group.forEach(this::insert);
      active().publish();
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) {
      wal.giveUp();
      failure = new IOException(e.toString(), e);
    }
    for (Batch batch : group) {
      batch.settle(failure);
    }
    if (failure == null && isFull() && !isCrowded()) {
      trySeal();
    }
  }

  /// Commits wait while too many sealed memtables do, rather than fill the memory.
  private void awaitRoom() throws IOException {
    long nanos = limits.flushWait().toNanos();
    while (isFull() && isCrowded()) {
      if (nanos <= 0) {
        throw new IOException(
            "memory holds as many samples as it may and they cannot be written to the disk"
                + (lastFlushError.isEmpty() ? "" : " (" + lastFlushError + ")")
                + "; free space or make it faster, writing is tried again");
      }
      try {
        nanos = flushed.awaitNanos(nanos);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for the disk", e);
      }
    }
    if (isFull()) {
      seal();
    }
  }

  private boolean isCrowded() {
    return memtables.size() > limits.sealedMemtables();
  }

  private boolean isFull() {
    return active().rows() >= limits.memtableRows(table.size())
        || wal.segmentBytes() >= limits.memtableBytes();
  }

  private void journal(List<Batch> group) throws IOException {
    long segment = wal.writableSegment();
    journalNames.startIn(segment);
    frames.clear();
    for (Batch batch : group) {
      frames.begin();
      for (int row = 0; row < batch.size; row++) {
        journalRow(batch, row);
      }
      for (PendingExemplar pending : batch.exemplars) {
        frames.exemplar(journalNames.of(pending.series(), frames), pending.exemplar());
      }
      frames.end();
    }
    wal.append(frames);
  }

  private void journalRow(Batch batch, int row) {
    ActiveSeries series = batch.seriesOf(row);
    if (series.letGo) {
      series = table.revive(series.labels());
      batch.series[row] = series;
    }
    int number = journalNames.of(series, frames);
    Histogram histogram = batch.histogramOf(row);
    long timestampMillis = batch.timestampsMillis[row];
    if (histogram == null) {
      frames.floatSample(number, timestampMillis, batch.values[row], batch.startTimestampOf(row));
    } else {
      frames.histogramSample(number, timestampMillis, histogram, batch.startTimestampOf(row));
    }
  }

  private void insert(Batch batch) {
    for (int row = 0; row < batch.size; row++) {
      insert(
          batch.seriesOf(row),
          batch.timestampsMillis[row],
          batch.values[row],
          batch.histogramOf(row),
          batch.startTimestampOf(row));
    }
    for (PendingExemplar pending : batch.exemplars) {
      insertExemplar(pending);
    }
  }

  /// Adds a row unless the series has one at that timestamp. Only under the commit lock or while
  /// nothing else knows the head.
  void insert(
      ActiveSeries series,
      long timestampMillis,
      double value,
      @Nullable Histogram histogram,
      long startTimestampMillis) {
    boolean inOrder = timestampMillis > series.newestMillis;
    if (!inOrder) {
      if (find(series, timestampMillis) != null) {
        duplicates++;
        return;
      }
      outOfOrder++;
    } else {
      series.newestMillis = timestampMillis;
    }
    Memtable active = active();
    active.add(series.number(), timestampMillis, value, histogram, startTimestampMillis, inOrder);
    series.lastMemtable = active.number();
    appended++;
  }

  void insertExemplar(PendingExemplar pending) {
    ActiveSeries series = pending.series();
    long timestampMillis = pending.exemplar().timestampMillis();
    if (timestampMillis > newestExemplarMillis(series)) {
      series.newestExemplarMillis = timestampMillis;
      exemplars.add(series.labels(), pending.exemplar());
    }
  }

  /// Newest timestamp of an exemplar, as far as anybody remembers.
  long newestExemplarMillis(ActiveSeries series) {
    return Math.max(series.newestExemplarMillis, exemplars.newestLoadedMillis(series.labels()));
  }

  private @Nullable Memtable find(ActiveSeries series, long timestampMillis) {
    for (Memtable memtable : memtables) {
      if (memtable.find(series.number(), timestampMillis) >= 0) {
        return memtable;
      }
    }
    return null;
  }

  /// What appending a sample that is not the newest of its series would come to.
  AppendOutcome compareWithPresent(
      ActiveSeries series, long timestampMillis, double value, @Nullable Histogram histogram) {
    commitLock.lock();
    try {
      Memtable memtable = find(series, timestampMillis);
      if (memtable == null || series.letGo) {
        return AppendOutcome.ACCEPTED;
      }
      int row = memtable.find(series.number(), timestampMillis);
      return memtable.isSame(row, value, histogram)
          ? AppendOutcome.DUPLICATE
          : AppendOutcome.CONFLICTING_VALUE;
    } finally {
      commitLock.unlock();
    }
  }

  /// Takes notice of the newest timestamp of a series that is stored already.
  void learnStored(ActiveSeries series, long newestMillis) {
    commitLock.lock();
    try {
      series.newestMillis = Math.max(series.newestMillis, newestMillis);
      series.knowsStored = true;
    } finally {
      commitLock.unlock();
    }
  }

  private void trySeal() {
    try {
      seal();
    } catch (IOException e) {
      // The next commit tries again, and is refused if it cannot be done.
      lastFlushError = e.toString();
    }
  }

  /// Seals the memtable being written, unless it is empty, and begins another.
  ///
  /// @throws IOException if no new journal segment can be made; the memtable goes on then
  public void seal() throws IOException {
    commitLock.lock();
    try {
      if (active().isEmpty()) {
        return;
      }
      long covered = wal.writableSegment();
      wal.startSegment();
      sealCovering(covered);
    } finally {
      commitLock.unlock();
    }
    whenSealed.run();
  }

  /// Seals the memtable being written if it has reached its age.
  public void sealIfOld() throws IOException {
    long age = clock.millis() - active().createdAtMillis();
    if (age >= limits.memtableAge().toMillis()) {
      seal();
    }
  }

  /// Seals the active memtable, which with those before it covers the journal up to a segment.
  void sealCovering(long segment) {
    Memtable sealed = active();
    sealed.publish();
    sealed.seal(segment);
    List<Memtable> more = new ArrayList<>(memtables);
    more.add(new Memtable(sealed.number() + 1, clock.millis(), pages));
    memtables = List.copyOf(more);
    table.startMemtable(sealed.number() + 1);
  }

  /// Makes replayed rows visible.
  void publishReplayed() {
    active().publish();
  }

  /// Whether the memtable being written has reached its size.
  boolean isActiveFull() {
    return active().rows() >= limits.memtableRows(table.size());
  }

  /// Forgets the oldest memtable, whose samples are in parts now, and its journal; lets series go
  /// that were not written for long. The parts must be visible already.
  public void dropFlushed(Memtable memtable) throws IOException {
    commitLock.lock();
    try {
      memtables = memtables.stream().filter(other -> other != memtable).toList();
      flushedMemtables.add(new Flushed(memtable.number(), clock.millis()));
      lastFlushError = "";
      letIdleSeriesGo();
      flushed.signalAll();
    } finally {
      commitLock.unlock();
    }
    memtable.release();
    wal.deleteUpTo(memtable.lastSegment());
  }

  private void letIdleSeriesGo() {
    long idleSince = clock.millis() - limits.seriesIdle().toMillis();
    long lastIdle = -1;
    while (!flushedMemtables.isEmpty()
        && flushedMemtables.getFirst().sealedAtMillis() <= idleSince) {
      lastIdle = flushedMemtables.removeFirst().memtable();
    }
    if (lastIdle >= 0) {
      long last = lastIdle;
      table.letGo(series -> series.lastMemtable <= last);
    }
  }

  /// Remembers why flushing fails, for those who wait.
  public void flushFailed(String reason) {
    lastFlushError = reason;
  }

  /// Syncs the journal.
  public void sync() throws IOException {
    wal.sync();
  }

  @Override
  public void close() throws IOException {
    commitLock.lock();
    try {
      wal.close();
    } finally {
      commitLock.unlock();
    }
  }
}
