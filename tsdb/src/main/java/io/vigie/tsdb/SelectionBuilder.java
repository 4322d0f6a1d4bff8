package io.vigie.tsdb;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import io.vigie.tsdb.index.IndexReader;
import io.vigie.tsdb.index.Postings;
import io.vigie.tsdb.memtable.ActiveSeries;
import io.vigie.tsdb.memtable.SeriesTable;
import io.vigie.tsdb.part.Part;
import io.vigie.tsdb.part.PartitionView;
import java.io.IOException;
import java.util.List;
import org.roaringbitmap.IntIterator;

/// Gathers the matching series of a view: those of every partition, then those in memory.
final class SelectionBuilder {
  private final StoreView view;
  private final TimeRange range;
  private final List<LabelMatcher> matchers;
  private final StoredSelection selection;

  SelectionBuilder(StoreView view, TimeRange range, List<LabelMatcher> matchers) {
    this.view = view;
    this.range = range;
    this.matchers = matchers;
    this.selection = new StoredSelection(view);
  }

  StoredSelection build(SeriesTable table) throws IOException {
    for (PartitionView partition : view.partitions()) {
      List<Part> parts = partition.parts().stream().filter(this::overlaps).toList();
      for (IndexReader index : parts.isEmpty() ? List.<IndexReader>of() : partition.indexes()) {
        addSeries(index, parts);
      }
    }
    addMemtables(table);
    return selection.sort();
  }

  private boolean overlaps(Part part) {
    return range.overlaps(part.minMillis(), part.maxMillis());
  }

  private void addSeries(IndexReader index, List<Part> parts) throws IOException {
    IntIterator numbers = Postings.select(index, matchers).getIntIterator();
    while (numbers.hasNext()) {
      int number = numbers.next();
      StoredSeries series = null;
      for (Part part : parts) {
        int position = part.position(number);
        if (position >= 0) {
          if (series == null) {
            series = selection.series(index.labels(number));
          }
          series.add(new SampleSource.OfPart(part, position));
        }
      }
    }
  }

  private void addMemtables(SeriesTable table) throws IOException {
    List<StoreView.MemtableView> memtables =
        view.memtables().stream()
            .filter(memtable ->
                range.overlaps(memtable.memtable().minMillis(), memtable.memtable().maxMillis()))
            .toList();
    if (memtables.isEmpty()) {
      return;
    }
    for (ActiveSeries series : table.select(matchers)) {
      addMemtables(series.labels(), series.number(), memtables);
    }
  }

  private void addMemtables(Labels labels, int number, List<StoreView.MemtableView> memtables) {
    for (StoreView.MemtableView memtable : memtables) {
      if (memtable.memtable().hasSeries(number)) {
        selection
            .series(labels)
            .add(new SampleSource.OfMemtable(memtable.memtable(), memtable.rows(), number));
      }
    }
  }
}
