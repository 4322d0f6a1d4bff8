package io.vigie.tsdb.memtable;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The samples of one commit in columns, on their way through the journal into the memtable. Filled
/// by one thread, settled by whichever thread leads the group commit.
final class Batch {
  /// An exemplar with its series.
  record PendingExemplar(ActiveSeries series, Exemplar exemplar) {}

  private static final int INITIAL_CAPACITY = 256;

  @Nullable ActiveSeries[] series = new ActiveSeries[INITIAL_CAPACITY];
  long[] timestampsMillis = new long[INITIAL_CAPACITY];
  double[] values = new double[INITIAL_CAPACITY];

  /// As long as the others once there is a histogram.
  @Nullable Histogram[] histograms = {};

  /// As long as the others once there is a start timestamp; 0 is none.
  long[] startTimestampsMillis = {};

  int size;
  final List<PendingExemplar> exemplars = new ArrayList<>();

  private boolean settled;
  private @Nullable IOException failure;

  void add(
      ActiveSeries of,
      long timestampMillis,
      double value,
      @Nullable Histogram histogram,
      long startTimestampMillis) {
    if (size == timestampsMillis.length) {
      grow();
    }
    int row = size++;
    series[row] = of;
    timestampsMillis[row] = timestampMillis;
    values[row] = value;
    if (histogram != null) {
      if (histograms.length < size) {
        histograms = Arrays.copyOf(histograms, timestampsMillis.length);
      }
      histograms[row] = histogram;
    }
    if (startTimestampMillis != 0) {
      if (startTimestampsMillis.length < size) {
        startTimestampsMillis = Arrays.copyOf(startTimestampsMillis, timestampsMillis.length);
      }
      startTimestampsMillis[row] = startTimestampMillis;
    }
  }

  private void grow() {
    int capacity = size * 2;
    series = Arrays.copyOf(series, capacity);
    timestampsMillis = Arrays.copyOf(timestampsMillis, capacity);
    values = Arrays.copyOf(values, capacity);
  }

  ActiveSeries seriesOf(int row) {
    ActiveSeries of = series[row];
    if (of == null) {
      throw new IllegalStateException("row " + row + " of " + size + " has no series");
    }
    return of;
  }

  @Nullable Histogram histogramOf(int row) {
    return row < histograms.length ? histograms[row] : null;
  }

  long startTimestampOf(int row) {
    return row < startTimestampsMillis.length ? startTimestampsMillis[row] : 0;
  }

  /// The lowest timestamp of its samples.
  long lowestMillis() {
    long lowest = Long.MAX_VALUE;
    for (int row = 0; row < size; row++) {
      lowest = Math.min(lowest, timestampsMillis[row]);
    }
    return lowest;
  }

  boolean isEmpty() {
    return size == 0 && exemplars.isEmpty();
  }

  boolean isSettled() {
    return settled;
  }

  void settle(@Nullable IOException cause) {
    settled = true;
    failure = cause;
  }

  /// Throws if the batch was refused.
  void throwIfRefused() throws IOException {
    if (failure != null) {
      throw new IOException("the batch is refused: " + failure.getMessage(), failure);
    }
  }
}
