package io.vigie.server.http.v1;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many samples come for some series, over the last minutes. Of very many series some are
/// looked at, evenly spread, and stand for the rest.
final class SampleRate {
  private static final Duration SPAN = Duration.ofMinutes(5);
  private static final int MAX_SERIES = 500;
  private static final int MAX_SERIES_OF_MANY = 20;

  private final MetricStore store;
  private final InstantSource clock;

  SampleRate(MetricStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  double perSecond(List<LabelMatcher> matchers) throws IOException {
    TimeRange range = range();
    try (Selection selection = store.select(range, matchers)) {
      return perSecond(selection.series(), range, MAX_SERIES);
    }
  }

  /// By the value of a label; roughly, because few series of each are looked at.
  Map<String, Double> perSecondByValue(String label, List<LabelMatcher> matchers)
      throws IOException {
    TimeRange range = range();
    Map<String, Double> rates = new HashMap<>();
    try (Selection selection = store.select(range, matchers)) {
      Map<String, List<Series>> byValue = new HashMap<>();
      for (Series series : selection.series()) {
        byValue.computeIfAbsent(series.labels().get(label), _ -> new ArrayList<>()).add(series);
      }
      for (Map.Entry<String, List<Series>> value : byValue.entrySet()) {
        rates.put(value.getKey(), perSecond(value.getValue(), range, MAX_SERIES_OF_MANY));
      }
    }
    return rates;
  }

  private TimeRange range() {
    long now = clock.millis();
    return new TimeRange(now - SPAN.toMillis() + 1, now);
  }

  private static double perSecond(List<Series> series, TimeRange range, int maxSeries)
      throws IOException {
    SampleBuffer samples = new SampleBuffer();
    int looked = Math.min(series.size(), maxSeries);
    long count = 0;
    for (int i = 0; i < looked; i++) {
      samples.clear();
      series
          .get((int) ((long) i * series.size() / looked))
          .read(range.minMillis(), range.maxMillis(), samples);
      count += samples.size();
    }
    return looked == 0 ? 0 : (double) count / looked * series.size() / SPAN.toSeconds();
  }
}
