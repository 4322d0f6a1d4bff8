package io.vigie.tsdb;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.time.TimeRange;
import io.vigie.tsdb.index.IndexReader;
import io.vigie.tsdb.index.LabelIndex;
import io.vigie.tsdb.index.Postings;
import io.vigie.tsdb.memtable.Memtable;
import io.vigie.tsdb.memtable.SeriesTable;
import io.vigie.tsdb.part.Part;
import io.vigie.tsdb.part.PartitionView;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// Answers which label names and values there are, without reading samples: a series counts for a
/// range if it is in a part or memtable that has samples within it.
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
      List<Part> parts =
          partition.parts().stream()
              .filter(part -> range.overlaps(part.minMillis(), part.maxMillis()))
              .toList();
      if (!parts.isEmpty()) {
        addFrom(partition, parts, matchers, adding);
      }
    }
    List<Memtable> memtables =
        view.memtables().stream()
            .map(StoreView.MemtableView::memtable)
            .filter(memtable -> range.overlaps(memtable.minMillis(), memtable.maxMillis()))
            .toList();
    if (!memtables.isEmpty()) {
      table.ask(index -> {
        adding.add(index, within(memtables, Postings.select(index, matchers)));
        return true;
      });
    }
  }

  /// An index also knows series that were deleted since, or whose samples all lie elsewhere in the
  /// partition.
  private static void addFrom(
      PartitionView partition, List<Part> parts, List<LabelMatcher> matchers, Adding adding)
      throws IOException {
    MutableRoaringBitmap present = new MutableRoaringBitmap();
    for (Part part : parts) {
      present.or(part.series());
    }
    for (IndexReader index : partition.indexes()) {
      MutableRoaringBitmap selected = Postings.select(index, matchers);
      selected.and(present);
      adding.add(index, selected);
    }
  }

  /// Of these series those that have samples in any of the memtables.
  private static ImmutableRoaringBitmap within(
      List<Memtable> memtables, ImmutableRoaringBitmap series) {
    MutableRoaringBitmap present = new MutableRoaringBitmap();
    IntIterator numbers = series.getIntIterator();
    while (numbers.hasNext()) {
      int number = numbers.next();
      if (memtables.stream().anyMatch(memtable -> memtable.hasSeries(number))) {
        present.add(number);
      }
    }
    return present;
  }
}
