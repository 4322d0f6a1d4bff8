package io.vigie.rules.replay;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.SampleBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The samples of one series that a replay wrote, in the order of time. Not thread-safe.
final class RecordedColumn {
  private static final Histogram[] NO_HISTOGRAMS = {};

  private long[] timestampsMillis = new long[8];
  private double[] values = new double[8];

  /// As long as the values once the first histogram came.
  private @Nullable Histogram[] histograms = NO_HISTOGRAMS;

  private int size;

  /// What adding a sample would come to.
  AppendOutcome judge(long timestampMillis, double value, Optional<Histogram> histogram) {
    if (size == 0 || timestampsMillis[size - 1] < timestampMillis) {
      return AppendOutcome.ACCEPTED;
    }
    if (timestampsMillis[size - 1] > timestampMillis) {
      return AppendOutcome.TOO_OLD;
    }
    return holds(size - 1, value, histogram)
        ? AppendOutcome.DUPLICATE
        : AppendOutcome.CONFLICTING_VALUE;
  }

  private boolean holds(int index, double value, Optional<Histogram> histogram) {
    return Optional.ofNullable(histogramAt(index)).equals(histogram)
        && (histogram.isPresent()
            || Double.doubleToRawLongBits(values[index]) == Double.doubleToRawLongBits(value));
  }

  private @Nullable Histogram histogramAt(int index) {
    return index < histograms.length ? histograms[index] : null;
  }

  void add(long timestampMillis, double value, Optional<Histogram> histogram) {
    if (size == values.length) {
      timestampsMillis = Arrays.copyOf(timestampsMillis, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    timestampsMillis[size] = timestampMillis;
    values[size] = value;
    if (histogram.isPresent()) {
      histograms = Arrays.copyOf(histograms, values.length);
      histograms[size] = histogram.get();
    }
    size++;
  }

  boolean isEmpty(long minMillis, long maxMillis) {
    return first(minMillis) >= first(maxMillis + 1);
  }

  void read(long minMillis, long maxMillis, SampleBuffer into) {
    for (int i = first(minMillis); i < size && timestampsMillis[i] <= maxMillis; i++) {
      Histogram histogram = histogramAt(i);
      if (histogram == null) {
        into.add(timestampsMillis[i], values[i]);
      } else {
        into.add(timestampsMillis[i], histogram);
      }
    }
  }

  /// Index of the first sample that is not before an instant.
  private int first(long timestampMillis) {
    int found = Arrays.binarySearch(timestampsMillis, 0, size, timestampMillis);
    return found >= 0 ? found : -found - 1;
  }
}
