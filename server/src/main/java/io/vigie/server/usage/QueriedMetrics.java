package io.vigie.server.usage;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.metric.StoreChanges;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A store that remembers which metrics were asked for last, by people and by rules, since the
/// server started. A query counts for the metrics that it names, by a literal or by the beginning
/// of an expression; one that names none (`{job="a"}`) counts for none. Only so many metrics are
/// remembered, those asked for most recently. Thread-safe.
public final class QueriedMetrics implements MetricStore {
  private static final int MAX_METRICS = 20_000;
  private static final int MAX_SERIES_LOOKED_AT = 10_000;

  private final MetricStore store;
  private final InstantSource clock;
  private final Instant since;
  private final Map<String, Long> lastMillis =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_METRICS;
        }
      };

  public QueriedMetrics(MetricStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.since = clock.instant();
  }

  /// Since when it is remembered.
  public Instant since() {
    return since;
  }

  /// When a metric was asked for last, milliseconds since the epoch; empty if it was not.
  public Optional<Long> lastMillis(String metric) {
    synchronized (lastMillis) {
      return Optional.ofNullable(lastMillis.get(metric));
    }
  }

  @Override
  public Selection select(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    Selection selection = store.select(range, matchers);
    for (LabelMatcher matcher : matchers) {
      if (matcher.name().equals(Labels.METRIC_NAME)) {
        remember(matcher, selection);
      }
    }
    return selection;
  }

  private void remember(LabelMatcher name, Selection selection) {
    switch (name.operator()) {
      case EQUAL -> remember(Set.of(name.value()));
      case REGEX -> {
        if (name.regex().literals().isPresent()) {
          remember(name.regex().literals().get());
        } else if (!name.regex().prefix().isEmpty()) {
          remember(names(selection));
        }
      }
      case NOT_EQUAL, NOT_REGEX -> {}
    }
  }

  private static Set<String> names(Selection selection) {
    return selection.series().stream()
        .limit(MAX_SERIES_LOOKED_AT)
        .map(Series::labels)
        .map(Labels::metricName)
        .collect(Collectors.toSet());
  }

  private void remember(Collection<String> metrics) {
    long now = clock.millis();
    synchronized (lastMillis) {
      metrics.forEach(metric -> lastMillis.put(metric, now));
    }
  }

  @Override
  public List<String> labelNames(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    return store.labelNames(range, matchers);
  }

  @Override
  public List<String> labelValues(String labelName, TimeRange range, List<LabelMatcher> matchers)
      throws IOException {
    return store.labelValues(labelName, range, matchers);
  }

  @Override
  public Appender appender() {
    return store.appender();
  }

  @Override
  public StoreChanges changes() {
    return store.changes();
  }
}
