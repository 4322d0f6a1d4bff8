package io.vigie.tsdb;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Series;
import io.vigie.tsdb.coding.SampleOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A selected series: its labels and the places where its samples lie, in the order of their
/// commits.
final class StoredSeries implements Series {
  private final Labels labels;
  private final StoredSelection selection;
  private final List<SampleSource> sources = new ArrayList<>(2);

  StoredSeries(Labels labels, StoredSelection selection) {
    this.labels = labels;
    this.selection = selection;
  }

  void add(SampleSource source) {
    sources.add(source);
  }

  @Override
  public Labels labels() {
    return labels;
  }

  @Override
  public void read(long minMillis, long maxMillis, SampleBuffer into) throws IOException {
    selection.checkOpen();
    if (minMillis > maxMillis) {
      return;
    }
    if (into.isEmpty()) {
      readSources(minMillis, maxMillis, into);
      if (SampleOrder.isAscending(into, 0)) {
        return;
      }
      SampleBuffer ordered = new SampleBuffer(into.size());
      SampleOrder.append(into, ordered);
      into.clear();
      SampleOrder.append(ordered, into);
    } else {
      SampleBuffer unordered = new SampleBuffer();
      readSources(minMillis, maxMillis, unordered);
      SampleOrder.append(unordered, into);
    }
  }

  private void readSources(long minMillis, long maxMillis, SampleBuffer into) throws IOException {
    for (SampleSource source : sources) {
      source.read(minMillis, maxMillis, into);
    }
  }
}
