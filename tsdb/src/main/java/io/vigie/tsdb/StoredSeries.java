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

  /// The newest sample mostly lies where samples were committed last. Only where an older place may
  /// hold one as new does everything have to be read.
  @Override
  public void readNewest(long minMillis, long maxMillis, SampleBuffer into) throws IOException {
    selection.checkOpen();
    if (!into.isEmpty()) {
      read(minMillis, maxMillis, into);
      return;
    }
    for (int i = sources.size() - 1; i >= 0 && into.isEmpty(); i--) {
      sources.get(i).read(minMillis, maxMillis, into);
      if (holdsNewest(into, sources.subList(0, i))) {
        return;
      }
    }
    into.clear();
    read(minMillis, maxMillis, into);
  }

  private static boolean holdsNewest(SampleBuffer samples, List<SampleSource> others) {
    if (samples.isEmpty() || !SampleOrder.isAscending(samples, 0)) {
      return false;
    }
    long newestMillis = samples.timestampsMillis()[samples.size() - 1];
    for (SampleSource other : others) {
      if (other.maxMillis() >= newestMillis) {
        return false;
      }
    }
    return true;
  }

  private void readSources(long minMillis, long maxMillis, SampleBuffer into) throws IOException {
    for (SampleSource source : sources) {
      source.read(minMillis, maxMillis, into);
    }
  }
}
