package io.vigie.testkit;

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
import io.vigie.model.metric.StoreChanges;
import io.vigie.model.time.TimeRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The plainest correct [MetricStore]: sorted maps under one lock. The oracle that real engines are
/// compared with, and the store of tests that are about something else.
public final class InMemoryMetricStore implements MetricStore {
  /// One stored sample: a float, or a histogram if there is one.
  private record Stored(double value, Optional<Histogram> histogram, long startTimestampMillis) {
    boolean sameAs(Stored other) {
      return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(other.value)
          && histogram.equals(other.histogram);
    }
  }

  private record Pending(Labels labels, long timestampMillis, Stored sample) {}

  private final Object lock = new Object();
  private final NavigableMap<Labels, NavigableMap<Long, Stored>> samplesBySeries = new TreeMap<>();
  private final Map<Labels, List<Exemplar>> exemplarsBySeries = new TreeMap<>();
  private final List<Labels> seriesByReference = new ArrayList<>();
  private final StoreChanges changes = new StoreChanges();

  @Override
  public Selection select(TimeRange range, List<LabelMatcher> matchers) {
    synchronized (lock) {
      StoredSelection selection = new StoredSelection();
      matching(range, matchers)
          .forEach(labels ->
              selection.add(labels, samplesBySeries.getOrDefault(labels, new TreeMap<>())));
      return selection;
    }
  }

  @Override
  public List<String> labelNames(TimeRange range, List<LabelMatcher> matchers) {
    synchronized (lock) {
      SortedSet<String> names = new TreeSet<>();
      matching(range, matchers).forEach(labels -> labels.forEach((name, _) -> names.add(name)));
      return List.copyOf(names);
    }
  }

  @Override
  public List<String> labelValues(String labelName, TimeRange range, List<LabelMatcher> matchers) {
    synchronized (lock) {
      SortedSet<String> values = new TreeSet<>();
      matching(range, matchers).stream()
          .filter(labels -> labels.has(labelName))
          .forEach(labels -> values.add(labels.get(labelName)));
      return List.copyOf(values);
    }
  }

  @Override
  public Appender appender() {
    return new PendingBatch();
  }

  @Override
  public StoreChanges changes() {
    return changes;
  }

  /// Removes the samples of the matching series within a range.
  public void delete(TimeRange range, List<LabelMatcher> matchers) {
    synchronized (lock) {
      matching(range, matchers)
          .forEach(labels ->
              samplesBySeries
                  .getOrDefault(labels, new TreeMap<>())
                  .subMap(range.minMillis(), true, range.maxMillis(), true)
                  .clear());
      changes.changed(range.minMillis());
    }
  }

  /// Exemplars of a series in the order in which they came.
  public List<Exemplar> exemplars(Labels labels) {
    synchronized (lock) {
      return List.copyOf(exemplarsBySeries.getOrDefault(labels, List.of()));
    }
  }

  private List<Labels> matching(TimeRange range, List<LabelMatcher> matchers) {
    List<Labels> matching = new ArrayList<>();
    samplesBySeries.forEach((labels, samples) -> {
      Long first = samples.ceilingKey(range.minMillis());
      if (first != null
          && first <= range.maxMillis()
          && matchers.stream().allMatch(m -> m.matches(labels))) {
        matching.add(labels);
      }
    });
    return matching;
  }

  private record StoredSeries(
      Labels labels, NavigableMap<Long, Stored> samples, StoredSelection selection)
      implements Series {
    @Override
    public void read(long minMillis, long maxMillis, SampleBuffer into) {
      if (selection.closed) {
        throw new IllegalStateException("the selection is closed");
      }
      if (minMillis > maxMillis) {
        return;
      }
      samples
          .subMap(minMillis, true, maxMillis, true)
          .forEach((timestampMillis, sample) -> {
            sample
                .histogram()
                .ifPresentOrElse(
                    h -> into.add(timestampMillis, h),
                    () -> into.add(timestampMillis, sample.value()));
            into.startTimestampOfLast(sample.startTimestampMillis());
          });
    }
  }

  private static final class StoredSelection implements Selection {
    private final List<Series> series = new ArrayList<>();
    private volatile boolean closed;

    void add(Labels labels, NavigableMap<Long, Stored> samples) {
      series.add(new StoredSeries(labels, new TreeMap<>(samples), this));
    }

    @Override
    public List<Series> series() {
      return Collections.unmodifiableList(series);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final class PendingBatch implements Appender {
    private final List<Pending> pending = new ArrayList<>();
    private final List<Map.Entry<Labels, Exemplar>> pendingExemplars = new ArrayList<>();
    private final Map<Long, Long> startTimestamps = new TreeMap<>();

    @Override
    public long reference(Labels labels) {
      synchronized (lock) {
        int known = seriesByReference.indexOf(labels);
        if (known < 0) {
          seriesByReference.add(labels);
          known = seriesByReference.size() - 1;
        }
        return known + 1L;
      }
    }

    @Override
    public AppendOutcome append(long seriesReference, long timestampMillis, double value) {
      return add(seriesReference, timestampMillis, value, Optional.empty());
    }

    @Override
    public AppendOutcome append(long seriesReference, long timestampMillis, Histogram histogram) {
      return add(seriesReference, timestampMillis, histogram.sum(), Optional.of(histogram));
    }

    private AppendOutcome add(
        long seriesReference, long timestampMillis, double value, Optional<Histogram> histogram) {
      synchronized (lock) {
        if (seriesReference < 1 || seriesReference > seriesByReference.size()) {
          return AppendOutcome.UNKNOWN_SERIES;
        }
        Labels labels = seriesByReference.get((int) seriesReference - 1);
        long start = Optional.ofNullable(startTimestamps.remove(seriesReference)).orElse(0L);
        Stored sample = new Stored(value, histogram, start);
        Stored present = samplesBySeries.getOrDefault(labels, new TreeMap<>()).get(timestampMillis);
        if (present != null) {
          return present.sameAs(sample) ? AppendOutcome.DUPLICATE : AppendOutcome.CONFLICTING_VALUE;
        }
        pending.add(new Pending(labels, timestampMillis, sample));
        return AppendOutcome.ACCEPTED;
      }
    }

    @Override
    public void startTimestamp(long seriesReference, long startTimestampMillis) {
      startTimestamps.put(seriesReference, startTimestampMillis);
    }

    @Override
    public AppendOutcome append(long seriesReference, Exemplar exemplar) {
      synchronized (lock) {
        Labels labels = seriesByReference.get((int) seriesReference - 1);
        List<Exemplar> present = exemplarsBySeries.getOrDefault(labels, List.of());
        long newestMillis =
            present.isEmpty() ? Long.MIN_VALUE : present.getLast().timestampMillis();
        if (exemplar.timestampMillis() <= newestMillis) {
          return exemplar.timestampMillis() == newestMillis
              ? AppendOutcome.DUPLICATE
              : AppendOutcome.TOO_OLD;
        }
        pendingExemplars.add(Map.entry(labels, exemplar));
        return AppendOutcome.ACCEPTED;
      }
    }

    @Override
    public void commit() {
      synchronized (lock) {
        pending.forEach(p ->
            samplesBySeries
                .computeIfAbsent(p.labels(), _ -> new TreeMap<>())
                .putIfAbsent(p.timestampMillis(), p.sample()));
        pending.stream().mapToLong(Pending::timestampMillis).min().ifPresent(changes::changed);
        pendingExemplars.forEach(e ->
            exemplarsBySeries
                .computeIfAbsent(e.getKey(), _ -> new ArrayList<>())
                .add(e.getValue()));
        close();
      }
    }

    @Override
    public void close() {
      pending.clear();
      pendingExemplars.clear();
    }
  }
}
