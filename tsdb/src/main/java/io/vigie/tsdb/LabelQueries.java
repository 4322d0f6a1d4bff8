package io.vigie.tsdb;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.time.TimeRange;
import io.vigie.tsdb.index.IndexReader;
import io.vigie.tsdb.index.LabelIndex;
import io.vigie.tsdb.index.Postings;
import io.vigie.tsdb.memtable.SeriesTable;
import io.vigie.tsdb.part.PartitionView;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/// Answers which label names and values there are, from the indexes alone: a series counts for a
/// range if its partition or the memory has samples within it.
final class LabelQueries {
  @FunctionalInterface
  private interface Adding {
    void add(LabelIndex index, ImmutableRoaringBitmap series) throws IOException;
  }

  private final SeriesTable table;

  LabelQueries(SeriesTable table) {
    this.table = table;
  }

  List<String> names(StoreView view, TimeRange range, List<LabelMatcher> matchers)
      throws IOException {
    SortedSet<String> names = new TreeSet<>();
    forEachIndex(
        view, range, matchers, (index, series) -> names.addAll(Postings.names(index, series)));
    return List.copyOf(names);
  }

  List<String> values(String name, StoreView view, TimeRange range, List<LabelMatcher> matchers)
      throws IOException {
    SortedSet<String> values = new TreeSet<>();
    forEachIndex(
        view, range, matchers, (index, series) -> Postings.addValues(index, name, series, values));
    return List.copyOf(values);
  }

  private void forEachIndex(
      StoreView view, TimeRange range, List<LabelMatcher> matchers, Adding adding)
      throws IOException {
    for (PartitionView partition : view.partitions()) {
      boolean relevant =
          partition.parts().stream()
              .anyMatch(part -> range.overlaps(part.minMillis(), part.maxMillis()));
      for (IndexReader index : relevant ? partition.indexes() : List.<IndexReader>of()) {
        adding.add(index, Postings.select(index, matchers));
      }
    }
    boolean inMemory =
        view.memtables().stream()
            .map(StoreView.MemtableView::memtable)
            .anyMatch(memtable -> range.overlaps(memtable.minMillis(), memtable.maxMillis()));
    if (inMemory) {
      table.ask(index -> {
        adding.add(index, Postings.select(index, matchers));
        return true;
      });
    }
  }
}
