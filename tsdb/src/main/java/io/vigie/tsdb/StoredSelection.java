package io.vigie.tsdb;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Series gathered from parts and memtables, and what they hold until the selection is closed.
final class StoredSelection implements Selection {
  private final StoreView view;
  private final Map<Labels, StoredSeries> byLabels = new LinkedHashMap<>();
  private List<Series> sorted = List.of();
  private volatile boolean closed;

  StoredSelection(StoreView view) {
    this.view = view;
  }

  /// The series with these labels, to add the places where its samples lie in the order of their
  /// commits.
  StoredSeries series(Labels labels) {
    return byLabels.computeIfAbsent(labels, _ -> new StoredSeries(labels, this));
  }

  /// Ends the gathering.
  StoredSelection sort() {
    List<Series> series = new ArrayList<>(byLabels.values());
    // Most of it is in order already, as the parts' indexes are, and the sort makes use of it.
    series.sort(Comparator.comparing(Series::labels));
    byLabels.clear();
    sorted = series;
    return this;
  }

  @Override
  public List<Series> series() {
    return sorted;
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the selection is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      view.close();
    }
  }
}
