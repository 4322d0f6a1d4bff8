package io.vigie.tsdb.memtable;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.Span;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects a [Batch] and has the [Head] commit it.
final class HeadAppender implements Appender {
  private final Head head;
  private final SeriesTable table;
  private final StoredSamples stored;
  private final TimeRange accepted;
  private Batch batch = new Batch();
  private @Nullable Long2LongOpenHashMap startTimestamps;

  /// @param accepted timestamps that the store takes
  HeadAppender(Head head, SeriesTable table, StoredSamples stored, TimeRange accepted) {
    this.head = head;
    this.table = table;
    this.stored = stored;
    this.accepted = accepted;
  }

  @Override
  public long reference(Labels labels) {
    return table.getOrCreate(labels).reference();
  }

  @Override
  public AppendOutcome append(long seriesReference, long timestampMillis, double value) {
    return add(seriesReference, timestampMillis, value, null);
  }

  @Override
  public AppendOutcome append(long seriesReference, long timestampMillis, Histogram histogram) {
    checkBuckets(histogram.positiveSpans(), histogram.positiveBuckets());
    checkBuckets(histogram.negativeSpans(), histogram.negativeBuckets());
    return add(seriesReference, timestampMillis, histogram.sum(), histogram);
  }

  private static void checkBuckets(List<Span> spans, double[] buckets) {
    long described = 0;
    for (Span span : spans) {
      described += span.length() < 0 ? Long.MIN_VALUE / 2 : span.length();
    }
    if (described != buckets.length) {
      throw new IllegalArgumentException(
          "a histogram whose spans describe " + described + " buckets has " + buckets.length);
    }
  }

  private AppendOutcome add(
      long seriesReference, long timestampMillis, double value, @Nullable Histogram histogram) {
    // Taken whatever becomes of the sample: it must not stay for the next one.
    long startTimestampMillis = takeStartTimestamp(seriesReference);
    ActiveSeries series = table.byReference(seriesReference);
    if (series == null) {
      return AppendOutcome.UNKNOWN_SERIES;
    }
    if (timestampMillis < accepted.minMillis()) {
      return AppendOutcome.TOO_OLD;
    }
    if (timestampMillis > accepted.maxMillis()) {
      return AppendOutcome.TOO_FAR_IN_FUTURE;
    }
    if (!series.knowsStored) {
      head.learnStored(series, stored.newestMillis(series.labels()));
    }
    if (timestampMillis <= series.newestMillis) {
      AppendOutcome outcome = compareWithPresent(series, timestampMillis, value, histogram);
      if (outcome != AppendOutcome.ACCEPTED) {
        return outcome;
      }
    }
    batch.add(series, timestampMillis, value, histogram, startTimestampMillis);
    return AppendOutcome.ACCEPTED;
  }

  /// Memory first: what becomes a part between the two looks is found by the second.
  private AppendOutcome compareWithPresent(
      ActiveSeries series, long timestampMillis, double value, @Nullable Histogram histogram) {
    AppendOutcome inMemory = head.compareWithPresent(series, timestampMillis, value, histogram);
    return inMemory == AppendOutcome.ACCEPTED
        ? stored.compare(series.labels(), timestampMillis, value, histogram)
        : inMemory;
  }

  @Override
  public void startTimestamp(long seriesReference, long startTimestampMillis) {
    if (startTimestamps == null) {
      startTimestamps = new Long2LongOpenHashMap();
    }
    startTimestamps.put(seriesReference, startTimestampMillis);
  }

  private long takeStartTimestamp(long seriesReference) {
    return startTimestamps == null ? 0 : startTimestamps.remove(seriesReference);
  }

  @Override
  public AppendOutcome append(long seriesReference, Exemplar exemplar) {
    ActiveSeries series = table.byReference(seriesReference);
    if (series == null) {
      return AppendOutcome.UNKNOWN_SERIES;
    }
    long newestMillis = head.newestExemplarMillis(series);
    if (exemplar.timestampMillis() <= newestMillis) {
      return exemplar.timestampMillis() == newestMillis
          ? AppendOutcome.DUPLICATE
          : AppendOutcome.TOO_OLD;
    }
    batch.exemplars.add(new Batch.PendingExemplar(series, exemplar));
    return AppendOutcome.ACCEPTED;
  }

  @Override
  public void commit() throws IOException {
    Batch full = batch;
    close();
    if (!full.isEmpty()) {
      head.commit(full);
    }
  }

  @Override
  public void close() {
    batch = new Batch();
    startTimestamps = null;
  }
}
