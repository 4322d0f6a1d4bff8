package io.vigie.tsdb.memtable;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import io.vigie.tsdb.memtable.ExemplarFile.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The newest exemplars of all series, so many and no more: a new one displaces the oldest.
/// Thread-safe.
public final class ExemplarBuffer {
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private int capacity;

  /// The newest timestamp of each series among what was loaded: the same may come again, from the
  /// journal or from a target.
  private final Map<Labels, Long> newestLoaded = new HashMap<>();

  private long changes;

  /// @param capacity number of exemplars kept; 0 keeps none
  public ExemplarBuffer(int capacity) {
    this.capacity = capacity;
  }

  /// Keeps so many from now on; the oldest go if there are more.
  ///
  /// @param newCapacity number of exemplars kept; 0 keeps none
  public synchronized void capacity(int newCapacity) {
    capacity = newCapacity;
    while (entries.size() > capacity) {
      entries.removeFirst();
    }
  }

  synchronized void add(Labels series, Exemplar exemplar) {
    if (capacity == 0) {
      return;
    }
    if (entries.size() == capacity) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(series, exemplar));
    changes++;
  }

  /// Adds one that was there before the store was opened.
  synchronized void load(Labels series, Exemplar exemplar) {
    add(series, exemplar);
    newestLoaded.merge(series, exemplar.timestampMillis(), Math::max);
  }

  /// Newest timestamp of the exemplars of a series that were loaded; `Long.MIN_VALUE` if there are
  /// none.
  synchronized long newestLoadedMillis(Labels series) {
    return newestLoaded.getOrDefault(series, Long.MIN_VALUE);
  }

  /// Rises with every exemplar.
  synchronized long changes() {
    return changes;
  }

  /// All exemplars, in the order of their commits.
  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /// Number of exemplars kept at most.
  public synchronized int capacity() {
    return capacity;
  }

  /// Number of exemplars kept now.
  public synchronized int size() {
    return entries.size();
  }

  /// Exemplars of the matching series within a range, in the order of their commits, by series.
  public synchronized SortedMap<Labels, List<Exemplar>> select(
      TimeRange range, List<LabelMatcher> matchers) {
    SortedMap<Labels, List<Exemplar>> selected = new TreeMap<>();
    for (Entry entry : entries) {
      if (range.contains(entry.exemplar().timestampMillis())
          && matchers.stream().allMatch(matcher -> matcher.matches(entry.series()))) {
        selected.computeIfAbsent(entry.series(), _ -> new ArrayList<>()).add(entry.exemplar());
      }
    }
    return selected;
  }
}
