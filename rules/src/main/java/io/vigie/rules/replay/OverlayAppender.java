package io.vigie.rules.replay;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A batch of samples on its way into an [OverlayStore]. Rules write no exemplars and no start
/// timestamps: these are dropped.
final class OverlayAppender implements Appender {
  private record Pending(
      RecordedColumn column, long timestampMillis, double value, Optional<Histogram> histogram) {}

  private final OverlayStore store;
  private final List<Pending> pending = new ArrayList<>();

  OverlayAppender(OverlayStore store) {
    this.store = store;
  }

  @Override
  public long reference(Labels labels) {
    return store.reference(labels);
  }

  @Override
  public AppendOutcome append(long seriesReference, long timestampMillis, double value) {
    return append(seriesReference, timestampMillis, value, Optional.empty());
  }

  @Override
  public AppendOutcome append(long seriesReference, long timestampMillis, Histogram histogram) {
    return append(seriesReference, timestampMillis, histogram.sum(), Optional.of(histogram));
  }

  private AppendOutcome append(
      long reference, long timestampMillis, double value, Optional<Histogram> histogram) {
    Optional<RecordedColumn> column = store.column(reference);
    if (column.isEmpty()) {
      return AppendOutcome.UNKNOWN_SERIES;
    }
    AppendOutcome outcome = column.get().judge(timestampMillis, value, histogram);
    if (outcome == AppendOutcome.ACCEPTED) {
      pending.add(new Pending(column.get(), timestampMillis, value, histogram));
    }
    return outcome;
  }

  @Override
  public void startTimestamp(long seriesReference, long startTimestampMillis) {}

  @Override
  public AppendOutcome append(long seriesReference, Exemplar exemplar) {
    return AppendOutcome.DUPLICATE;
  }

  @Override
  public void commit() {
    for (Pending sample : pending) {
      AppendOutcome outcome =
          sample.column.judge(sample.timestampMillis, sample.value, sample.histogram);
      if (outcome == AppendOutcome.ACCEPTED) {
        sample.column.add(sample.timestampMillis, sample.value, sample.histogram);
        store.added();
      }
    }
    pending.clear();
  }

  @Override
  public void close() {
    pending.clear();
  }
}
