package io.vigie.tsdb.memtable;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.coding.SampleOrder;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Samples in the order of their commits, in columns: timestamp, value, and for each row the row of
/// the same series before it. Adding is sequential, and reading one series follows its chain back
/// from its newest row.
///
/// ```
/// newest row of series     7 ──┐
///                              ▼
/// row             0    1    2    3    4
/// timestamp     100  100  115  115  130
/// value           1   20    2   21   22
/// row before     -1   -1    0    1    3      (3 is the newest row of series 7: 3 → 1)
/// ```
/* One thread at a time writes ([Head] sees to it), any number reads. A reader takes the number of
 * published rows as its snapshot: rows beyond it, which a chain may begin with, are skipped. The
 * newest row of a series is stored with release semantics after the row itself and loaded with
 * acquire, so that a row reached through it is whole. Rows never change and are never removed while
 * somebody holds the memtable.
 */
public final class Memtable {
  private static final int PAGE_SHIFT = MemtablePage.SHIFT;
  private static final int PAGE_MASK = MemtablePage.ROWS - 1;
  static final int NONE = -1;

  /// A chain longer than this is not walked again and again in search of a timestamp.
  private static final int MAX_SEARCH_STEPS = 48;

  private static final VarHandle NEWEST = MethodHandles.arrayElementVarHandle(int[].class);

  private final long number;
  private final long createdAtMillis;
  private final MemtablePages pool;

  /// The head, and readers. With the last one gone the pages go back to the pool.
  private final AtomicInteger holders = new AtomicInteger(1);

  private volatile MemtablePage[] pages = {};

  /// Newest row of each series plus one; 0 is none.
  private volatile int[] newestRows = new int[1024];

  private volatile int publishedRows;
  private int rows;
  private volatile boolean disordered;

  /// Whether there is neither a histogram nor a start timestamp; set before such a row is visible.
  private volatile boolean hasOnlyPlainFloats = true;

  private volatile long minMillis = Long.MAX_VALUE;
  private volatile long maxMillis = Long.MIN_VALUE;
  private volatile long lastSegment;

  /// Rows by timestamp of series that were searched at length. Only for the writing thread.
  private final Int2ObjectOpenHashMap<Long2IntOpenHashMap> rowsByTimestamp =
      new Int2ObjectOpenHashMap<>();

  /// @param number position among all memtables of the store, ascending
  /// @param pool where its memory comes from and goes back to
  Memtable(long number, long createdAtMillis, MemtablePages pool) {
    this.number = number;
    this.createdAtMillis = createdAtMillis;
    this.pool = pool;
  }

  /// Holds the samples for a reader, until [#release]. False if they are in parts and gone from
  /// memory already.
  public boolean tryHold() {
    int present = holders.get();
    while (present > 0 && !holders.compareAndSet(present, present + 1)) {
      present = holders.get();
    }
    return present > 0;
  }

  /// Lets go of the samples, which must not be read any more by this holder.
  public void release() {
    if (holders.decrementAndGet() == 0) {
      MemtablePage[] free = pages;
      pages = new MemtablePage[0];
      pool.give(free);
    }
  }

  public long number() {
    return number;
  }

  long createdAtMillis() {
    return createdAtMillis;
  }

  /// Rows that readers may see.
  public int rows() {
    return publishedRows;
  }

  public boolean isEmpty() {
    return publishedRows == 0;
  }

  /// Oldest timestamp; `Long.MAX_VALUE` if there is none.
  public long minMillis() {
    return minMillis;
  }

  /// Newest timestamp; `Long.MIN_VALUE` if there is none.
  public long maxMillis() {
    return maxMillis;
  }

  /// The last journal segment that holds nothing but what is in this memtable or older ones.
  public long lastSegment() {
    return lastSegment;
  }

  void seal(long lastCoveredSegment) {
    this.lastSegment = lastCoveredSegment;
  }

  /// Adds a row that readers see after [#publish].
  ///
  /// @param inOrder whether it is newer than every row of the series here
  void add(
      int series,
      long timestampMillis,
      double value,
      @Nullable Histogram histogram,
      long startTimestampMillis,
      boolean inOrder) {
    int row = rows++;
    MemtablePage page = pageOf(row);
    int at = row & PAGE_MASK;
    page.timestampsMillis[at] = timestampMillis;
    page.values[at] = value;
    if (histogram != null) {
      hasOnlyPlainFloats = false;
      page.histograms()[at] = histogram;
    }
    if (startTimestampMillis != 0) {
      hasOnlyPlainFloats = false;
      page.startTimestampsMillis()[at] = startTimestampMillis;
    }
    int[] newest = newestRowsFor(series);
    page.previousRows[at] = newest[series] - 1;
    if (!inOrder) {
      disordered = true;
    }
    NEWEST.setRelease(newest, series, row + 1);
    Long2IntOpenHashMap indexed = rowsByTimestamp.get(series);
    if (indexed != null) {
      indexed.put(timestampMillis, row);
    }
    widen(timestampMillis);
  }

  private void widen(long timestampMillis) {
    if (timestampMillis < minMillis) {
      minMillis = timestampMillis;
    }
    if (timestampMillis > maxMillis) {
      maxMillis = timestampMillis;
    }
  }

  /// Makes all rows added so far visible.
  void publish() {
    publishedRows = rows;
  }

  private MemtablePage pageOf(int row) {
    int page = row >>> PAGE_SHIFT;
    if (page == pages.length) {
      MemtablePage[] more = Arrays.copyOf(pages, page + 1);
      more[page] = pool.take();
      pages = more;
    }
    return pages[page];
  }

  private int[] newestRowsFor(int series) {
    int[] newest = newestRows;
    if (series >= newest.length) {
      newest = Arrays.copyOf(newest, Math.max(series + 1, newest.length * 2));
      newestRows = newest;
    }
    return newest;
  }

  /// The newest row of a series, published or not, or [#NONE].
  int newestRow(int series) {
    int[] newest = newestRows;
    return series < newest.length ? (int) NEWEST.getAcquire(newest, series) - 1 : NONE;
  }

  /// Whether the series has any row, published or not.
  public boolean hasSeries(int series) {
    return newestRow(series) != NONE;
  }

  /// One more than the highest series number that may have rows.
  public int seriesLimit() {
    return newestRows.length;
  }

  /// The row of a series at a timestamp, or -1. Only for the writing thread.
  int find(int series, long timestampMillis) {
    Long2IntOpenHashMap indexed = rowsByTimestamp.get(series);
    if (indexed != null) {
      return indexed.get(timestampMillis);
    }
    int row = newestRow(series);
    for (int steps = 0; row != NONE; steps++) {
      MemtablePage page = pages[row >>> PAGE_SHIFT];
      if (page.timestampsMillis[row & PAGE_MASK] == timestampMillis) {
        return row;
      }
      if (steps == MAX_SEARCH_STEPS) {
        return indexRows(series).get(timestampMillis);
      }
      row = page.previousRows[row & PAGE_MASK];
    }
    return NONE;
  }

  private Long2IntOpenHashMap indexRows(int series) {
    Long2IntOpenHashMap indexed = new Long2IntOpenHashMap();
    indexed.defaultReturnValue(NONE);
    for (int row = newestRow(series); row != NONE; ) {
      MemtablePage page = pages[row >>> PAGE_SHIFT];
      indexed.put(page.timestampsMillis[row & PAGE_MASK], row);
      row = page.previousRows[row & PAGE_MASK];
    }
    rowsByTimestamp.put(series, indexed);
    return indexed;
  }

  /// Whether the row holds the same value, bit by bit. Only for the writing thread.
  boolean isSame(int row, double value, @Nullable Histogram histogram) {
    MemtablePage page = pages[row >>> PAGE_SHIFT];
    int at = row & PAGE_MASK;
    @Nullable Histogram[] histograms = page.histograms;
    Histogram present = histograms == null ? null : histograms[at];
    if (present != null || histogram != null) {
      return present != null && histogram != null && present.equals(histogram);
    }
    return Double.doubleToRawLongBits(page.values[at]) == Double.doubleToRawLongBits(value);
  }

  /// Appends the samples of a series between the bounds, both included, in the order in which they
  /// were committed, or in order of time where that is the same.
  ///
  /// @param rowLimit number of rows published when the reader came
  public void read(int series, int rowLimit, long minWanted, long maxWanted, SampleBuffer into) {
    boolean ordered = !disordered;
    MemtablePage[] readable = pages;
    int[] found = new int[16];
    int count = 0;
    for (int row = newestRow(series); row != NONE; ) {
      MemtablePage page = readablePage(readable, row);
      int at = row & PAGE_MASK;
      long timestamp = page.timestampsMillis[at];
      if (ordered && row < rowLimit && timestamp < minWanted) {
        break;
      }
      if (row < rowLimit && timestamp >= minWanted && timestamp <= maxWanted) {
        found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
        found[count++] = row;
      }
      row = page.previousRows[at];
    }
    append(found, count, into);
  }

  /// Rows newer than the snapshot may lie on a page that came after the array was read.
  private MemtablePage readablePage(MemtablePage[] readable, int row) {
    int page = row >>> PAGE_SHIFT;
    return page < readable.length ? readable[page] : pages[page];
  }

  /// The row of the same series before a row, or [#NONE].
  int rowBefore(int row) {
    return pages[row >>> PAGE_SHIFT].previousRows[row & PAGE_MASK];
  }

  /// Appends the samples of some rows, given newest first, oldest first.
  void append(int[] newestFirst, int count, SampleBuffer into) {
    if (hasOnlyPlainFloats) {
      appendPlainFloats(newestFirst, count, into);
      return;
    }
    MemtablePage[] readable = pages;
    for (int i = count - 1; i >= 0; i--) {
      int row = newestFirst[i];
      MemtablePage page = readable[row >>> PAGE_SHIFT];
      int at = row & PAGE_MASK;
      @Nullable Histogram[] histograms = page.histograms;
      Histogram histogram = histograms == null ? null : histograms[at];
      if (histogram == null) {
        into.add(page.timestampsMillis[at], page.values[at]);
      } else {
        into.add(page.timestampsMillis[at], histogram);
      }
      long[] starts = page.startTimestampsMillis;
      if (starts != null && starts[at] != 0) {
        into.startTimestampOfLast(starts[at]);
      }
    }
  }

  private void appendPlainFloats(int[] newestFirst, int count, SampleBuffer into) {
    into.reserve(count);
    MemtablePage[] readable = pages;
    long[] timestamps = into.timestampsMillis();
    double[] values = into.values();
    int to = into.size() + count - 1;
    for (int i = 0; i < count; i++) {
      int row = newestFirst[i];
      MemtablePage page = readable[row >>> PAGE_SHIFT];
      int at = row & PAGE_MASK;
      timestamps[to - i] = page.timestampsMillis[at];
      values[to - i] = page.values[at];
    }
    into.advance(count);
  }

  /// Appends all samples of a series in order of time, one per timestamp.
  ///
  /// @param scratch overwritten
  public void readOrdered(int series, SampleBuffer scratch, SampleBuffer into) {
    scratch.clear();
    read(series, publishedRows, Long.MIN_VALUE, Long.MAX_VALUE, scratch);
    SampleOrder.append(scratch, into);
  }
}
