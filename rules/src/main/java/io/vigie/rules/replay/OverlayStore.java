package io.vigie.rules.replay;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A store as it would be had the replayed rules been evaluated all along: the samples of another
/// one, and over them in memory what the rules write. The other store is only read.
///
/// What that has of series that the replayed rules write is seen up to the beginning of the replay;
/// from then on only what the replay wrote counts, so that an earlier version of a rule does not
/// speak for the present one.
///
/// One thread asks and writes; the threads that compute for it may read.
final class OverlayStore implements MetricStore {
  private final MetricStore base;
  private final Map<String, List<Shadow>> shadows = new HashMap<>();

  /// By name of the metric and labels.
  private final Map<String, Map<Labels, RecordedColumn>> written = new HashMap<>();

  private final Map<Labels, Long> references = new HashMap<>();

  /// By reference, from 1.
  private final List<RecordedColumn> columns = new ArrayList<>();

  private long sampleCount;

  OverlayStore(MetricStore base, List<Shadow> shadows) {
    this.base = base;
    Shadow.add(this.shadows, shadows);
  }

  /// How many samples are held in memory.
  long sampleCount() {
    return sampleCount;
  }

  /// The reference of a series, which stays the same.
  long reference(Labels labels) {
    return references.computeIfAbsent(
        labels,
        _ -> {
          RecordedColumn column = new RecordedColumn();
          written.computeIfAbsent(labels.metricName(), _ -> new HashMap<>()).put(labels, column);
          columns.add(column);
          return (long) columns.size();
        });
  }

  Optional<RecordedColumn> column(long reference) {
    return reference < 1 || reference > columns.size()
        ? Optional.empty()
        : Optional.of(columns.get((int) reference - 1));
  }

  void added() {
    sampleCount++;
  }

  @Override
  public Selection select(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    Selection below = base.select(range, matchers);
    Map<Labels, RecordedColumn> above = matching(range, matchers);
    List<Series> series = new ArrayList<>();
    Set<Labels> joined = new HashSet<>();
    for (Series stored : below.series()) {
      Labels labels = stored.labels();
      long hiddenFrom = Shadow.hiddenFromMillis(shadows, labels);
      RecordedColumn column = above.getOrDefault(labels, new RecordedColumn());
      joined.add(labels);
      series.add(hiddenFrom == Long.MAX_VALUE ? stored : new Layered(stored, hiddenFrom, column));
    }
    above.forEach((labels, column) -> {
      if (!joined.contains(labels)) {
        series.add(new Written(labels, column));
      }
    });
    if (series.size() > joined.size()) {
      series.sort(Comparator.comparing(Series::labels));
    }
    return new Joined(below, series);
  }

  private Map<Labels, RecordedColumn> matching(TimeRange range, List<LabelMatcher> matchers) {
    Map<Labels, RecordedColumn> matching = new HashMap<>();
    for (Map<Labels, RecordedColumn> columns : candidates(matchers)) {
      columns.forEach((labels, column) -> {
        if (!column.isEmpty(range.minMillis(), range.maxMillis())
            && matchers.stream().allMatch(matcher -> matcher.matches(labels))) {
          matching.put(labels, column);
        }
      });
    }
    return matching;
  }

  /// Where the name is given, nothing else is looked at.
  private Collection<Map<Labels, RecordedColumn>> candidates(List<LabelMatcher> matchers) {
    for (LabelMatcher matcher : matchers) {
      if (matcher.name().equals(Labels.METRIC_NAME)
          && matcher.operator() == LabelMatcher.Operator.EQUAL) {
        return List.of(written.getOrDefault(matcher.value(), Map.of()));
      }
    }
    return written.values();
  }

  @Override
  public List<String> labelNames(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    TreeSet<String> names = new TreeSet<>(base.labelNames(range, matchers));
    matching(range, matchers)
        .keySet()
        .forEach(labels -> labels.forEach((name, _) -> names.add(name)));
    return List.copyOf(names);
  }

  @Override
  public List<String> labelValues(String labelName, TimeRange range, List<LabelMatcher> matchers)
      throws IOException {
    TreeSet<String> values = new TreeSet<>(base.labelValues(labelName, range, matchers));
    matching(range, matchers).keySet().stream()
        .filter(labels -> labels.has(labelName))
        .forEach(labels -> values.add(labels.get(labelName)));
    return List.copyOf(values);
  }

  @Override
  public Appender appender() {
    return new OverlayAppender(this);
  }

  private record Joined(Selection below, List<Series> series) implements Selection {
    @Override
    public void close() {
      below.close();
    }
  }

  private record Written(Labels labels, RecordedColumn column) implements Series {
    @Override
    public void read(long minMillis, long maxMillis, SampleBuffer into) {
      column.read(minMillis, maxMillis, into);
    }
  }

  /// The stored samples up to an instant, and what was written from then on.
  private record Layered(Series stored, long fromMillis, RecordedColumn column) implements Series {
    @Override
    public Labels labels() {
      return stored.labels();
    }

    @Override
    public void read(long minMillis, long maxMillis, SampleBuffer into) throws IOException {
      if (minMillis < fromMillis) {
        stored.read(minMillis, Math.min(maxMillis, fromMillis - 1), into);
      }
      column.read(Math.max(minMillis, fromMillis), maxMillis, into);
    }
  }
}
