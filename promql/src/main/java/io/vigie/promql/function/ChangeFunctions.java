package io.vigie.promql.function;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.HistogramResets;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.value.StepColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// `changes` and `resets`: how often neighbouring samples of a window differ, or show a reset.
///
/// Floats and histograms are merged by time, the events counted once along the whole series, and a
/// window is the difference of two counts.
final class ChangeFunctions {
  private ChangeFunctions() {}

  static void changes(RangeCall call, StepColumn out) {
    evaluate(call, false, out);
  }

  static void resets(RangeCall call, StepColumn out) {
    evaluate(call, true, out);
  }

  private static void evaluate(RangeCall call, boolean resets, StepColumn out) {
    Merged merged = new Merged(call);
    int[] events = merged.eventsUpTo(resets);
    for (int step = 0; step < call.grid().steps(); step++) {
      int first = merged.from(step);
      int last = merged.to(step) - 1;
      if (last < first || !merged.isMeasurable(step)) {
        continue;
      }
      out.set(step, events[last] - events[first]);
    }
  }

  /// All samples of the series in the order of time.
  private static final class Merged {
    private final RangeCall call;
    private final long[] timestamps;
    private final double[] values;
    private final @Nullable Histogram[] histograms;
    private final long[] starts;

    Merged(RangeCall call) {
      this.call = call;
      FloatWindows floats = call.floats();
      HistogramWindows windows = call.histograms();
      int floatEnd = end(floats.to());
      int histogramEnd = windows.isEmpty() ? 0 : end(windows.to());
      int size = floatEnd + histogramEnd;
      timestamps = new long[size];
      values = new double[size];
      histograms = new Histogram[size];
      starts = new long[size];
      int f = 0;
      int h = 0;
      for (int i = 0; i < size; i++) {
        boolean takeFloat =
            f < floatEnd
                && (h >= histogramEnd
                    || floats.timestampsMillis()[f] < windows.timestampsMillis()[h]);
        if (takeFloat) {
          timestamps[i] = floats.timestampsMillis()[f];
          values[i] = floats.values()[f];
          starts[i] = floats.hasStartTimestamps() ? floats.startTimestampsMillis()[f] : 0;
          f++;
        } else {
          timestamps[i] = windows.timestampsMillis()[h];
          histograms[i] = windows.histograms()[h];
          starts[i] = windows.hasStartTimestamps() ? windows.startTimestampsMillis()[h] : 0;
          h++;
        }
      }
    }

    private static int end(int[] to) {
      return to.length == 0 ? 0 : to[to.length - 1];
    }

    /// First sample of the window: with `anchored` the last one at or before its start.
    int from(int step) {
      int inside = position(call.windowStartMillis(step));
      boolean anchor = call.edges() == RangeEdges.ANCHORED && inside > windowBegin(step);
      return anchor ? inside - 1 : Math.max(inside, windowBegin(step));
    }

    private int windowBegin(int step) {
      int floats = call.floats().from()[step];
      int windows = call.histograms().isEmpty() ? 0 : call.histograms().from()[step];
      return floats + windows;
    }

    int to(int step) {
      return position(call.windowEndMillis(step));
    }

    /// Whether a sample lies inside the window itself.
    boolean isMeasurable(int step) {
      return to(step) > position(call.windowStartMillis(step));
    }

    /// Number of samples at or before an instant.
    private int position(long millis) {
      int found = Arrays.binarySearch(timestamps, millis);
      return found >= 0 ? found + 1 : -found - 1;
    }

    int[] eventsUpTo(boolean resets) {
      int[] events = new int[timestamps.length];
      for (int i = 1; i < events.length; i++) {
        events[i] = events[i - 1] + ((resets ? isReset(i) : isChange(i)) ? 1 : 0);
      }
      return events;
    }

    private boolean isChange(int i) {
      Histogram current = histograms[i];
      Histogram previous = histograms[i - 1];
      if (current == null && previous == null) {
        return (values[i] != values[i - 1])
            && !(Double.isNaN(values[i]) && Double.isNaN(values[i - 1]));
      }
      return current == null
          || previous == null
          || !HistogramArithmetic.sameObservations(current, previous);
    }

    private boolean isReset(int i) {
      Histogram current = histograms[i];
      Histogram previous = histograms[i - 1];
      if ((current == null) != (previous == null)) {
        return true;
      }
      if (StartTimestamps.isReset(starts[i - 1], timestamps[i - 1], starts[i], timestamps[i])) {
        return true;
      }
      return (current == null || previous == null)
          ? values[i] < values[i - 1]
          : HistogramResets.isReset(current, previous);
    }
  }
}
