package io.vigie.ingest.custom;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.metric.Staleness;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the last stored value of series.
final class LastValues {
  /// How far back is looked, the nearest first: reading all of a series is seldom needed.
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(3650));

  private LastValues() {}

  /// The last values of the series with one of the names, stale markers left out.
  static Map<Labels, Double> find(MetricStore store, Iterable<String> names, long nowMillis)
      throws IOException {
    Map<Labels, Double> found = new HashMap<>();
    for (String name : names) {
      TimeRange range = new TimeRange(nowMillis - WINDOWS.getLast().toMillis(), nowMillis);
      List<LabelMatcher> matchers = List.of(LabelMatcher.equal(Labels.METRIC_NAME, name));
      try (Selection selection = store.select(range, matchers)) {
        for (Series series : selection.series()) {
          find(series, nowMillis, found);
        }
      }
    }
    return found;
  }

  private static void find(Series series, long nowMillis, Map<Labels, Double> into)
      throws IOException {
    for (Duration window : WINDOWS) {
      SampleBuffer samples = new SampleBuffer();
      series.read(nowMillis - window.toMillis(), nowMillis, samples);
      for (int i = samples.size() - 1; i >= 0; i--) {
        if (!samples.isHistogram(i) && !Staleness.isMarker(samples.values()[i])) {
          into.put(series.labels(), samples.values()[i]);
          return;
        }
      }
    }
  }
}
