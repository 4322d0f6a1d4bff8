package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Series;
import java.io.IOException;
import java.util.List;

/// Samples as they are in the store.
record StoredSamples(List<Series> series) implements SampleSource {
  @Override
  public int size() {
    return series.size();
  }

  @Override
  public Labels labels(int index) {
    return series.get(index).labels();
  }

  @Override
  public boolean dropsName(int index) {
    return false;
  }

  @Override
  public void read(int index, long minMillis, long maxMillis, SampleBuffer into)
      throws IOException {
    series.get(index).read(minMillis, maxMillis, into);
  }
}
