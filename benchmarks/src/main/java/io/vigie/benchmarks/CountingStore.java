package io.vigie.benchmarks;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.Selection;
import io.vigie.model.time.TimeRange;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Forgets every sample, so that what is measured is the way to the store, not the store.
final class CountingStore implements MetricStore {
  final LongAdder samples = new LongAdder();

  @Override
  public Appender appender() {
    return new Batch();
  }

  @Override
  public Selection select(TimeRange range, List<LabelMatcher> matchers) {
    throw new UnsupportedOperationException("nothing is stored");
  }

  @Override
  public List<String> labelNames(TimeRange range, List<LabelMatcher> matchers) {
    return List.of();
  }

  @Override
  public List<String> labelValues(String labelName, TimeRange range, List<LabelMatcher> matchers) {
    return List.of();
  }

  private final class Batch implements Appender {
    private long count;

    @Override
    public long reference(Labels labels) {
      long hash = 1;
      for (int i = 0; i < labels.size(); i++) {
        hash = hash * 0x9e3779b97f4a7c15L + labels.name(i).hashCode();
        hash = hash * 0x9e3779b97f4a7c15L + labels.value(i).hashCode();
      }
      return hash >>> 1 | 1; // remembers nothing, not even the series
    }

    @Override
    public AppendOutcome append(long seriesReference, long timestampMillis, double value) {
      count++;
      return AppendOutcome.ACCEPTED;
    }

    @Override
    public AppendOutcome append(long seriesReference, long timestampMillis, Histogram histogram) {
      count++;
      return AppendOutcome.ACCEPTED;
    }

    @Override
    public void startTimestamp(long seriesReference, long startTimestampMillis) {}

    @Override
    public AppendOutcome append(long seriesReference, Exemplar exemplar) {
      return AppendOutcome.ACCEPTED;
    }

    @Override
    public void commit() {
      samples.add(count);
      count = 0;
    }

    @Override
    public void close() {}
  }
}
