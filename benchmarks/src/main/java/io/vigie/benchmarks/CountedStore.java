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
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// A real store whose committed samples are counted.
record CountedStore(MetricStore store, LongAdder samples) implements MetricStore {
  @Override
  public Selection select(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    return store.select(range, matchers);
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
    return new Counted(store.appender());
  }

  private final class Counted implements Appender {
    private final Appender appender;
    private long count;

    Counted(Appender appender) {
      this.appender = appender;
    }

    @Override
    public long reference(Labels labels) {
      return appender.reference(labels);
    }

    @Override
    public AppendOutcome append(long seriesReference, long timestampMillis, double value) {
      count++;
      return appender.append(seriesReference, timestampMillis, value);
    }

    @Override
    public AppendOutcome append(long seriesReference, long timestampMillis, Histogram histogram) {
      count++;
      return appender.append(seriesReference, timestampMillis, histogram);
    }

    @Override
    public void startTimestamp(long seriesReference, long startTimestampMillis) {
      appender.startTimestamp(seriesReference, startTimestampMillis);
    }

    @Override
    public AppendOutcome append(long seriesReference, Exemplar exemplar) {
      return appender.append(seriesReference, exemplar);
    }

    @Override
    public void commit() throws IOException {
      appender.commit();
      samples.add(count);
      count = 0;
    }

    @Override
    public void close() {
      appender.close();
    }
  }
}
