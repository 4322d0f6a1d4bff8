package io.vigie.promql.script;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The data of one script, or of one unit test of rules, in sorted maps: a [MetricStore] that takes
/// samples of a series only in the order of time, as scripts give them, and shows them at once.
/// Exemplars are dropped.
///
/// One thread writes; others may read when it has finished.
public final class ScriptStore implements MetricStore {
  private record Stored(double value, Optional<Histogram> histogram, long startMillis) {
    /// The sample with what the store learns about counter resets.
    Stored after(Optional<Histogram> previous) {
      return new Stored(
          value, histogram.map(next -> ResetHints.stored(previous, next)), startMillis);
    }
  }

  private final NavigableMap<Labels, NavigableMap<Long, Stored>> samplesBySeries = new TreeMap<>();

  /// References outlive the appender that gave them.
  private final Map<Labels, Long> references = new HashMap<>();

  private final List<Labels> seriesByReference = new ArrayList<>();

  @Override
  public Selection select(TimeRange range, List<LabelMatcher> matchers) {
    List<Series> selected = new ArrayList<>();
    matching(range, matchers)
        .forEach(labels ->
            selected.add(
                new StoredSeries(labels, samplesBySeries.getOrDefault(labels, new TreeMap<>()))));
    return new StoredSelection(selected);
  }

  @Override
  public List<String> labelNames(TimeRange range, List<LabelMatcher> matchers) {
    TreeSet<String> names = new TreeSet<>();
    matching(range, matchers).forEach(labels -> labels.forEach((name, _) -> names.add(name)));
    return List.copyOf(names);
  }

  @Override
  public List<String> labelValues(String labelName, TimeRange range, List<LabelMatcher> matchers) {
    TreeSet<String> values = new TreeSet<>();
    matching(range, matchers).stream()
        .filter(labels -> labels.has(labelName))
        .forEach(labels -> values.add(labels.get(labelName)));
    return List.copyOf(values);
  }

  @Override
  public Appender appender() {
    return new Writer();
  }

  private List<Labels> matching(TimeRange range, List<LabelMatcher> matchers) {
    return samplesBySeries.entrySet().stream()
        .filter(
            series -> !within(series.getValue(), range.minMillis(), range.maxMillis()).isEmpty())
        .map(Map.Entry::getKey)
        .filter(labels -> matchers.stream().allMatch(matcher -> matcher.matches(labels)))
        .toList();
  }

  private static NavigableMap<Long, Stored> within(
      NavigableMap<Long, Stored> samples, long minMillis, long maxMillis) {
    return minMillis > maxMillis
        ? new TreeMap<>()
        : samples.subMap(minMillis, true, maxMillis, true);
  }

  private record StoredSelection(List<Series> series) implements Selection {
    @Override
    public void close() {}
  }

  private record StoredSeries(Labels labels, NavigableMap<Long, Stored> samples) implements Series {
    @Override
    public void read(long minMillis, long maxMillis, SampleBuffer into) {
      within(samples, minMillis, maxMillis)
          .forEach((timestampMillis, sample) -> {
            sample
                .histogram()
                .ifPresentOrElse(
                    histogram -> into.add(timestampMillis, histogram),
                    () -> into.add(timestampMillis, sample.value()));
            into.startTimestampOfLast(sample.startMillis());
          });
    }
  }

  private final class Writer implements Appender {
    private long startMillis;

    @Override
    public long reference(Labels labels) {
      return references.computeIfAbsent(
          labels,
          _ -> {
            seriesByReference.add(labels);
            return (long) seriesByReference.size();
          });
    }

    @Override
    public AppendOutcome append(long seriesReference, long timestampMillis, double value) {
      return append(
          seriesReference, timestampMillis, new Stored(value, Optional.empty(), startMillis));
    }

    @Override
    public AppendOutcome append(long seriesReference, long timestampMillis, Histogram histogram) {
      return append(
          seriesReference,
          timestampMillis,
          new Stored(histogram.sum(), Optional.of(histogram), startMillis));
    }

    private AppendOutcome append(long seriesReference, long timestampMillis, Stored sample) {
      startMillis = 0;
      if (seriesReference < 1 || seriesReference > seriesByReference.size()) {
        return AppendOutcome.UNKNOWN_SERIES;
      }
      NavigableMap<Long, Stored> samples =
          samplesBySeries.computeIfAbsent(
              seriesByReference.get((int) seriesReference - 1), _ -> new TreeMap<>());
      if (!samples.isEmpty() && samples.lastKey() >= timestampMillis) {
        return AppendOutcome.TOO_OLD;
      }
      Optional<Histogram> previous =
          samples.isEmpty() ? Optional.empty() : samples.lastEntry().getValue().histogram();
      samples.put(timestampMillis, sample.after(previous));
      return AppendOutcome.ACCEPTED;
    }

    @Override
    public void startTimestamp(long seriesReference, long startTimestampMillis) {
      startMillis = startTimestampMillis;
    }

    @Override
    public AppendOutcome append(long seriesReference, Exemplar exemplar) {
      return AppendOutcome.ACCEPTED;
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
  }
}
