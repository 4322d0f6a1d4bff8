package io.vigie.promql.function;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.HistogramResets;
import java.util.Arrays;

/// The positions in a series at which a counter began anew, found once for all windows: windows
/// then look at few or no positions instead of every sample.
final class CounterResets {
  static final CounterResets NONE = new CounterResets();

  private int[] positions = {};
  private int size;

  /// Positions of floats lower than the one before, or begun after it.
  static CounterResets ofFloats(FloatWindows floats) {
    CounterResets resets = new CounterResets();
    double[] values = floats.values();
    int end = end(floats.to());
    boolean starts = floats.hasStartTimestamps();
    for (int i = begin(floats.from()) + 1; i < end; i++) {
      if (values[i] < values[i - 1]
          || (starts && startsAnew(floats.startTimestampsMillis(), floats.timestampsMillis(), i))) {
        resets.add(i);
      }
    }
    return resets;
  }

  /// Positions of histograms that are a reset of the one before.
  static CounterResets ofHistograms(HistogramWindows windows) {
    CounterResets resets = new CounterResets();
    Histogram[] histograms = windows.histograms();
    int end = end(windows.to());
    boolean starts = windows.hasStartTimestamps();
    for (int i = begin(windows.from()) + 1; i < end; i++) {
      boolean anew =
          starts && startsAnew(windows.startTimestampsMillis(), windows.timestampsMillis(), i);
      if (anew || HistogramResets.isReset(histograms[i], histograms[i - 1])) {
        resets.add(i);
      }
    }
    return resets;
  }

  /// Positions at which start timestamps contradict each other.
  static CounterResets overlaps(long[] starts, long[] timestamps, int[] from, int[] to) {
    if (starts.length == 0) {
      return NONE;
    }
    CounterResets overlaps = new CounterResets();
    int end = end(to);
    for (int i = begin(from) + 1; i < end; i++) {
      if (StartTimestamps.overlaps(starts[i - 1], timestamps[i - 1], starts[i])) {
        overlaps.add(i);
      }
    }
    return overlaps;
  }

  private static boolean startsAnew(long[] starts, long[] timestamps, int i) {
    return StartTimestamps.isReset(starts[i - 1], timestamps[i - 1], starts[i], timestamps[i]);
  }

  private static int begin(int[] from) {
    return from.length == 0 ? 0 : from[0];
  }

  private static int end(int[] to) {
    return to.length == 0 ? 0 : to[to.length - 1];
  }

  private void add(int position) {
    if (size == positions.length) {
      positions = Arrays.copyOf(positions, Math.max(8, size * 2));
    }
    positions[size++] = position;
  }

  int size() {
    return size;
  }

  int position(int index) {
    return positions[index];
  }

  /// Index of the first position after `after`, looking from index `hint` on, which must not be
  /// behind it.
  int firstAfter(int after, int hint) {
    int index = hint;
    while (index < size && positions[index] <= after) {
      index++;
    }
    return index;
  }

  /// Index of the first position after `after`.
  int firstAfter(int after) {
    int index = Arrays.binarySearch(positions, 0, size, after);
    return index >= 0 ? index + 1 : -index - 1;
  }

  /// Whether a position lies after `after` and before `before`.
  boolean anyBetween(int after, int before) {
    int index = firstAfter(after);
    return index < size && positions[index] < before;
  }
}
