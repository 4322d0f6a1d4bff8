package io.vigie.ingest.prometheus;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.util.List;

/// Appends to the store in batches and counts what becomes of it. Belongs to one thread.
final class ImportSink implements AutoCloseable {
  private static final int BATCH_SAMPLES = 20_000;
  private static final int MAX_REFERENCES = 100;

  private final MetricStore store;
  private Appender appender;
  private int batched;

  /// Samples of one series usually come together.
  private Labels lastLabels = Labels.EMPTY;

  private long lastReference;

  long samples;
  long duplicates;
  long conflicts;
  long refused;
  long exemplars;

  ImportSink(MetricStore store) {
    this.store = store;
    this.appender = store.appender();
  }

  /// One way to append a sample to a series.
  @FunctionalInterface
  private interface Appending {
    AppendOutcome to(Appender appender, long series);
  }

  /// Appends all samples of one series but the deleted ones.
  void append(Labels labels, SampleBuffer buffer, List<TimeRange> deleted) throws IOException {
    for (int i = 0; i < buffer.size(); i++) {
      long timestampMillis = buffer.timestampsMillis()[i];
      long startMillis = buffer.startTimestampMillis(i);
      if (deleted.isEmpty() || !Tombstones.covers(deleted, timestampMillis)) {
        if (buffer.isHistogram(i)) {
          append(labels, timestampMillis, buffer.histogram(i), startMillis);
        } else {
          append(labels, timestampMillis, buffer.values()[i], startMillis);
        }
      }
    }
  }

  void append(Labels labels, long timestampMillis, double value, long startMillis)
      throws IOException {
    append(labels, startMillis, (to, series) -> to.append(series, timestampMillis, value));
  }

  void append(Labels labels, long timestampMillis, Histogram histogram, long startMillis)
      throws IOException {
    append(labels, startMillis, (to, series) -> to.append(series, timestampMillis, histogram));
  }

  private void append(Labels labels, long startMillis, Appending sample) throws IOException {
    AppendOutcome outcome = AppendOutcome.UNKNOWN_SERIES;
    // The store may let the series go at any moment, because nothing came for it lately.
    for (int i = 0; i < MAX_REFERENCES && outcome == AppendOutcome.UNKNOWN_SERIES; i++) {
      if (i > 0 || !labels.equals(lastLabels)) {
        lastLabels = labels;
        lastReference = appender.reference(labels);
      }
      if (startMillis != 0) {
        appender.startTimestamp(lastReference, startMillis);
      }
      outcome = sample.to(appender, lastReference);
    }
    count(outcome);
    if (++batched >= BATCH_SAMPLES) {
      commit();
    }
  }

  void append(Labels labels, Exemplar exemplar) {
    if (appender.append(appender.reference(labels), exemplar) == AppendOutcome.ACCEPTED) {
      exemplars++;
    }
  }

  private void count(AppendOutcome outcome) {
    switch (outcome) {
      case ACCEPTED -> samples++;
      case DUPLICATE -> duplicates++;
      case CONFLICTING_VALUE -> conflicts++;
      case TOO_OLD, TOO_FAR_IN_FUTURE, UNKNOWN_SERIES -> refused++;
    }
  }

  void commit() throws IOException {
    appender.commit();
    appender.close();
    appender = store.appender();
    batched = 0;
  }

  @Override
  public void close() {
    appender.close();
  }
}
