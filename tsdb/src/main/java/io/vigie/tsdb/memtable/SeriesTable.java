package io.vigie.tsdb.memtable;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SeriesLimitException;
import io.vigie.tsdb.index.MemoryLabelIndex;
import io.vigie.tsdb.index.Postings;
import io.vigie.tsdb.memtable.Symbols.Symbol;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntIterator;

/// The series being written: by labels, by reference, and by any label through an index. Looking
/// one up takes no lock; adding and letting go do. Thread-safe.
///
/// A reference is an incarnation in the upper and the series number plus one in the lower half.
public final class SeriesTable {
  /// Asks something of the index; may not keep it.
  @FunctionalInterface
  public interface IndexQuestion<T> {
    T ask(MemoryLabelIndex index) throws IOException;
  }

  private final long maxSeries;
  private final Map<Labels, ActiveSeries> byLabels = new ConcurrentHashMap<>();
  private volatile @Nullable ActiveSeries[] byNumber = new ActiveSeries[1024];

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final MemoryLabelIndex index = new MemoryLabelIndex(this::labels);

  /// Added, but not in the index yet: whoever asks it next, or [#indexPending], puts them in. So a
  /// start with many series is not held up by an index that nobody has asked.
  private final ArrayDeque<ActiveSeries> pending = new ArrayDeque<>();

  private volatile boolean hasPending;

  /// A series that is not written yet counts as written to the memtable of its making.
  private volatile long currentMemtable;

  private final Symbols symbols = new Symbols();
  private final SeriesBudgets budgets = new SeriesBudgets();
  private final IntArrayList freeNumbers = new IntArrayList();
  private int usedNumbers;
  private long incarnation;
  private long created;

  /// @param maxSeries most series at once; 0 for no limit
  public SeriesTable(long maxSeries) {
    this.maxSeries = maxSeries;
  }

  /// Number of active series.
  public int size() {
    return byLabels.size();
  }

  /// Series added since the table was made.
  public long created() {
    return created;
  }

  /// @throws SeriesLimitException if the series is new and there are too many
  /// @throws IllegalArgumentException if a label is not well-formed Unicode
  ActiveSeries getOrCreate(Labels labels) {
    ActiveSeries known = byLabels.get(labels);
    return known != null ? known : create(labels, true);
  }

  /// The series again after it was let go, even beyond the limit: somebody holds a sample of it.
  ActiveSeries revive(Labels labels) {
    ActiveSeries known = byLabels.get(labels);
    return known != null ? known : create(labels, false);
  }

  private ActiveSeries create(Labels labels, boolean limited) {
    lock.writeLock().lock();
    try {
      ActiveSeries known = byLabels.get(labels);
      if (known != null) {
        return known;
      }
      if (limited) {
        refuseMalformed(labels);
        refuseBeyondLimit(labels);
        budgets.refuseBeyond(labels);
      }
      int number = freeNumbers.isEmpty() ? usedNumbers++ : freeNumbers.popInt();
      Labels interned = symbols.intern(labels);
      ActiveSeries series = new ActiveSeries(interned, number, incarnation << 32 | number + 1L);
      series.lastMemtable = currentMemtable;
      if (number >= byNumber.length) {
        byNumber = Arrays.copyOf(byNumber, byNumber.length * 2);
      }
      byNumber[number] = series;
      pending.add(series);
      hasPending = true;
      byLabels.put(interned, series);
      budgets.added(interned);
      created++;
      return series;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// Takes up other budgets. Series that are active already stay, be they too many.
  public void limit(List<SeriesBudget> replacing) {
    lock.writeLock().lock();
    try {
      budgets.replace(replacing, byLabels.keySet());
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// Has something called, by appending threads, whenever a budget refuses a series; it must return
  /// at once.
  public void whenRefused(Consumer<SeriesBudget> action) {
    budgets.whenRefused(action);
  }

  /// What is used of each budget.
  public List<SeriesBudget.Usage> budgets() {
    lock.readLock().lock();
    try {
      return budgets.usage();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// A lone surrogate would come back from the disk as another text, hence as another series.
  private static void refuseMalformed(Labels labels) {
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    labels.forEach((name, value) -> {
      if (!encoder.canEncode(name) || !encoder.canEncode(value)) {
        throw new IllegalArgumentException(
            "label " + name + " of " + labels + " is not well-formed Unicode");
      }
    });
  }

  private void refuseBeyondLimit(Labels labels) {
    if (maxSeries > 0 && byLabels.size() >= maxSeries) {
      throw new SeriesLimitException(
          "the limit of "
              + maxSeries
              + " active series is reached; the new series "
              + labels
              + " is refused: raise the limit, or drop labels that take many values");
    }
  }

  /// The series of a reference, or null if it was let go or never was.
  @Nullable ActiveSeries byReference(long reference) {
    int number = (int) reference - 1;
    @Nullable ActiveSeries[] series = byNumber;
    if (number < 0 || number >= series.length) {
      return null;
    }
    ActiveSeries found = series[number];
    return found != null && found.reference() == reference ? found : null;
  }

  /// The series with exactly these labels, or null.
  public @Nullable ActiveSeries get(Labels labels) {
    return byLabels.get(labels);
  }

  /// The series of a number, or null if none has it.
  public @Nullable ActiveSeries byNumber(int number) {
    @Nullable ActiveSeries[] series = byNumber;
    return number < series.length ? series[number] : null;
  }

  /// Labels of a series in the index, while nothing changes it.
  private Labels labels(int number) {
    ActiveSeries series = byNumber(number);
    return series == null ? Labels.EMPTY : series.labels();
  }

  /// The series that satisfy all matchers, in no order.
  public List<ActiveSeries> select(List<LabelMatcher> matchers) throws IOException {
    return ask(index -> {
      List<ActiveSeries> selected = new ArrayList<>();
      IntIterator numbers = Postings.select(index, matchers).getIntIterator();
      while (numbers.hasNext()) {
        ActiveSeries series = byNumber(numbers.next());
        if (series != null) {
          selected.add(series);
        }
      }
      return selected;
    });
  }

  /// Asks the index while nothing changes it.
  public <T> T ask(IndexQuestion<T> question) throws IOException {
    indexPending();
    lock.readLock().lock();
    try {
      return question.ask(index);
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Puts the series added since the last time into the index.
  public void indexPending() {
    if (!hasPending) {
      return;
    }
    lock.writeLock().lock();
    try {
      for (ActiveSeries next = pending.poll(); next != null; next = pending.poll()) {
        index.add(next.number(), next.labels());
      }
      hasPending = false;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// The symbol of a text in use. Only under the lock of [Head].
  Symbol symbol(String text) {
    lock.readLock().lock();
    try {
      return symbols.get(text);
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Says which memtable is being written.
  void startMemtable(long number) {
    currentMemtable = number;
  }

  /// Lets series go, so that their numbers and memory serve others. Only under the lock of [Head].
  ///
  /// @return how many
  int letGo(Predicate<ActiveSeries> idle) {
    indexPending();
    int count = 0;
    for (ActiveSeries series : List.copyOf(byLabels.values())) {
      if (idle.test(series)) {
        letGo(series);
        count++;
      }
    }
    return count;
  }

  private void letGo(ActiveSeries series) {
    lock.writeLock().lock();
    try {
      series.letGo = true;
      byLabels.remove(series.labels());
      byNumber[series.number()] = null;
      index.remove(series.number(), series.labels());
      symbols.release(series.labels());
      budgets.removed(series.labels());
      freeNumbers.push(series.number());
      incarnation++;
    } finally {
      lock.writeLock().unlock();
    }
  }
}
