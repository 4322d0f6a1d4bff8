package io.vigie.promql.eval;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import java.util.List;
import java.util.stream.IntStream;

/// Series of the metric `m` with a sample every fifteen seconds at all times, made up while they
/// are read: as many as a test wants, in no memory. The value of a sample counts up with its time.
final class EndlessStore implements MetricStore {
  static final long SCRAPE_MILLIS = 15_000;

  private record Counter(Labels labels) implements Series {
    @Override
    public void read(long minMillis, long maxMillis, SampleBuffer into) {
      long first = Math.ceilDiv(minMillis, SCRAPE_MILLIS);
      long last = Math.floorDiv(maxMillis, SCRAPE_MILLIS);
      for (long scrape = first; scrape <= last; scrape++) {
        into.add(scrape * SCRAPE_MILLIS, scrape);
      }
    }
  }

  private record All(List<Series> series) implements Selection {
    @Override
    public void close() {}
  }

  private final List<Series> series;

  EndlessStore(int seriesCount) {
    series =
        IntStream.range(0, seriesCount)
            .mapToObj(
                i -> (Series) new Counter(Labels.of("__name__", "m", "i", "%06d".formatted(i))))
            .toList();
  }

  @Override
  public Selection select(TimeRange range, List<LabelMatcher> matchers) {
    return new All(
        series.stream()
            .filter(one -> matchers.stream().allMatch(matcher -> matcher.matches(one.labels())))
            .toList());
  }

  @Override
  public List<String> labelNames(TimeRange range, List<LabelMatcher> matchers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> labelValues(String labelName, TimeRange range, List<LabelMatcher> matchers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Appender appender() {
    throw new UnsupportedOperationException();
  }
}
