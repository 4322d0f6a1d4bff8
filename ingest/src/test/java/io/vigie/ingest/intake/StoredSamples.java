package io.vigie.ingest.intake;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.metric.Staleness;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Everything in a store as text, for tests: `timestamp=value` by series.
public final class StoredSamples {
  private StoredSamples() {}

  public static Map<String, List<String>> of(MetricStore store) throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    SampleBuffer buffer = new SampleBuffer();
    try (Selection selection = store.select(new TimeRange(0, Long.MAX_VALUE), List.of())) {
      for (Series series : selection.series()) {
        buffer.clear();
        series.read(0, Long.MAX_VALUE, buffer);
        List<String> samples = new ArrayList<>();
        for (int i = 0; i < buffer.size(); i++) {
          samples.add(buffer.timestampsMillis()[i] + "=" + value(buffer, i));
        }
        all.put(inWords(series.labels()), samples);
      }
    }
    return all;
  }

  private static String value(SampleBuffer buffer, int index) {
    if (buffer.isHistogram(index)) {
      return "histogram of " + buffer.histogram(index).count();
    }
    double value = buffer.values()[index];
    return Staleness.isMarker(value) ? "stale" : Double.toString(value);
  }

  /// The metric's name, then the other labels in braces.
  private static String inWords(Labels labels) {
    return labels.metricName() + labels.without(List.of(Labels.METRIC_NAME));
  }
}
