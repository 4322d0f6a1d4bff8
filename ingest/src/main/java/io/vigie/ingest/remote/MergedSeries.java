package io.vigie.ingest.remote;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Series;
import java.io.IOException;
import java.util.List;

/// One series that several stores hold parts of. Where two have a sample of the same time, that of
/// the first store counts.
record MergedSeries(Labels labels, List<Series> sources) implements Series {
  MergedSeries {
    sources = List.copyOf(sources);
  }

  @Override
  public void read(long minMillis, long maxMillis, SampleBuffer into) throws IOException {
    SampleBuffer merged = new SampleBuffer();
    for (Series source : sources) {
      SampleBuffer samples = new SampleBuffer();
      source.read(minMillis, maxMillis, samples);
      merged = merged.isEmpty() ? samples : merged(merged, samples);
    }
    RemoteSeries.copy(merged, minMillis, maxMillis, into);
  }

  private static SampleBuffer merged(SampleBuffer first, SampleBuffer second) {
    SampleBuffer merged = new SampleBuffer(first.size() + second.size());
    int j = 0;
    for (int i = 0; i < first.size(); i++) {
      long at = first.timestampsMillis()[i];
      for (; j < second.size() && second.timestampsMillis()[j] <= at; j++) {
        if (second.timestampsMillis()[j] < at) {
          RemoteSeries.copy(second, j, merged);
        }
      }
      RemoteSeries.copy(first, i, merged);
    }
    for (; j < second.size(); j++) {
      RemoteSeries.copy(second, j, merged);
    }
    return merged;
  }
}
