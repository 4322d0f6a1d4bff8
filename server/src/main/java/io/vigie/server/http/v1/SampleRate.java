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
import java.util.List;

/// How many samples come for some series, over the last minutes. Of very many series some are
/// looked at, evenly spread, and stand for the rest.
final class SampleRate {
  private static final Duration SPAN = Duration.ofMinutes(5);
  private static final int MAX_SERIES = 500;

  private final MetricStore store;
  private final InstantSource clock;

  SampleRate(MetricStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  double perSecond(List<LabelMatcher> matchers) throws IOException {
    long now = clock.millis();
    TimeRange range = new TimeRange(now - SPAN.toMillis() + 1, now);
    SampleBuffer samples = new SampleBuffer();
    try (Selection selection = store.select(range, matchers)) {
      List<Series> series = selection.series();
      int looked = Math.min(series.size(), MAX_SERIES);
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
}
