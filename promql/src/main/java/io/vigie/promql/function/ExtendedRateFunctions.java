package io.vigie.promql.function;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.HistogramResets;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.value.StepColumn;
import org.jspecify.annotations.Nullable;

/// `rate`, `increase` and `delta` of `anchored` and `smoothed` selectors. Windows here hold samples
/// from before (and, if smoothed, after) the range, so nothing is extrapolated: the value at an end
/// is that of the last sample before it, or is interpolated between the samples around it.
final class ExtendedRateFunctions {
  private ExtendedRateFunctions() {}

  static void evaluate(RateFunctions.Kind kind, RangeCall call, StepColumn out) {
    for (int step = 0; step < call.grid().steps(); step++) {
      if (call.isMixed(step)) {
        continue;
      }
      if (call.floats().size(step) > 0) {
        floats(kind, call, step, out);
      } else if (call.histograms().size(step) > 0) {
        call.pulse().run();
        new ExtendedHistogramRate(kind, call, step).evaluate(out);
      }
    }
  }

  private static void floats(RateFunctions.Kind kind, RangeCall call, int step, StepColumn out) {
    FloatWindows floats = call.floats();
    long[] timestamps = floats.timestampsMillis();
    double[] values = floats.values();
    long start = call.windowStartMillis(step);
    long end = call.windowEndMillis(step);
    boolean smoothed = call.edges() == RangeEdges.SMOOTHED;
    int first = firstPosition(timestamps, floats.from()[step], floats.to()[step] - 1, start);
    int last = lastPosition(timestamps, floats.from()[step], floats.to()[step] - 1, end, smoothed);
    if (timestamps[last] <= start || (smoothed && timestamps[first] > end)) {
      return;
    }
    double left =
        smoothed && timestamps[first] < start
            ? interpolate(timestamps, values, first, start, kind.counter)
            : values[first];
    double right =
        smoothed && last > floats.from()[step] && timestamps[last] > end
            ? interpolate(timestamps, values, last - 1, end, kind.counter)
            : values[last];
    double change = right - left;
    if (kind.counter) {
      int firstInside = timestamps[first] <= start ? first + 1 : first;
      int lastInside = timestamps[last] >= end ? last - 1 : last;
      change += resetCorrection(left, right, values, firstInside, lastInside);
    }
    out.set(step, kind.perSecond ? change / call.rangeSeconds() : change);
  }

  /// The last sample at or before the start of the range, or else the first there is.
  static int firstPosition(long[] timestamps, int low, int high, long startMillis) {
    int position = low;
    while (position < high && timestamps[position] <= startMillis) {
      position++;
    }
    return Math.max(low, position - 1);
  }

  /// The first sample at or after the end of the range if smoothed, or else the last there is.
  static int lastPosition(long[] timestamps, int low, int high, long endMillis, boolean smoothed) {
    if (!smoothed) {
      return high;
    }
    int position = low;
    while (position < high && timestamps[position] < endMillis) {
      position++;
    }
    return position;
  }

  /// The value on the line from a sample to the next one; a counter that was reset between them
  /// rises from zero.
  static double interpolate(
      long[] timestamps, double[] values, int position, long atMillis, boolean counter) {
    double before = values[position];
    double after = values[position + 1];
    if (counter && after < before) {
      before = 0;
    }
    double fraction =
        (double) (atMillis - timestamps[position])
            / (timestamps[position + 1] - timestamps[position]);
    return before + (after - before) * fraction;
  }

  private static double resetCorrection(
      double left, double right, double[] values, int first, int last) {
    double correction = 0;
    double previous = left;
    for (int i = first; i <= last; i++) {
      if (values[i] < previous) {
        correction += previous;
      }
      previous = values[i];
    }
    return right < previous ? correction + previous : correction;
  }

  /// The histogram between two others, as [#interpolate]; null, with a remark, if they do not go
  /// together.
  static @Nullable Histogram interpolate(
      HistogramWindows windows, int position, long atMillis, boolean counter, RangeCall call) {
    return HistogramInterpolation.between(
        windows.histograms()[position],
        windows.timestampsMillis()[position],
        windows.histograms()[position + 1],
        windows.timestampsMillis()[position + 1],
        atMillis,
        counter,
        new HistogramInterpolation.Place(call.metricName(), call.firstArgument(), call.remarks()));
  }

  /// The change of histograms in one window.
  private static final class ExtendedHistogramRate {
    private final RateFunctions.Kind kind;
    private final RangeCall call;
    private final int step;
    private final HistogramWindows windows;
    private final Histogram[] histograms;
    private final long[] timestamps;
    private final long start;
    private final long end;
    private final boolean smoothed;
    private final int first;
    private final int last;

    ExtendedHistogramRate(RateFunctions.Kind kind, RangeCall call, int step) {
      this.kind = kind;
      this.call = call;
      this.step = step;
      this.windows = call.histograms();
      this.histograms = windows.histograms();
      this.timestamps = windows.timestampsMillis();
      this.start = call.windowStartMillis(step);
      this.end = call.windowEndMillis(step);
      this.smoothed = call.edges() == RangeEdges.SMOOTHED;
      int low = windows.from()[step];
      int high = windows.to()[step] - 1;
      this.first = firstPosition(timestamps, low, high, start);
      this.last = lastPosition(timestamps, low, high, end, smoothed);
    }

    void evaluate(StepColumn out) {
      if (timestamps[last] <= start || (smoothed && timestamps[first] > end) || !sameBuckets()) {
        return;
      }
      Histogram left = left();
      Histogram right = left == null ? null : right();
      if (left == null || right == null) {
        return;
      }
      if (!kind.counter
          && (left.resetHint() != ResetHint.GAUGE || right.resetHint() != ResetHint.GAUGE)) {
        call.remarks().histogramNotGauge(call.metricName(), call.firstArgument());
      }
      HistogramSum change = new HistogramSum(right);
      change.subtract(left);
      remarkReconciled(change, "subtraction");
      if (kind.counter) {
        correctResets(change, left, right);
      }
      if (kind.perSecond) {
        change.divide(call.rangeSeconds());
      }
      out.set(step, change.hint(ResetHint.GAUGE).toHistogram());
    }

    private boolean sameBuckets() {
      boolean custom = histograms[first].usesCustomBuckets();
      for (int i = first; i <= last; i++) {
        if (histograms[i].usesCustomBuckets() != custom) {
          call.remarks().mixedExponentialAndCustom(call.metricName(), call.firstArgument());
          return false;
        }
        if (kind.counter && histograms[i].resetHint() == ResetHint.GAUGE) {
          call.remarks().histogramNotCounter(call.metricName(), call.firstArgument());
        }
      }
      return true;
    }

    private @Nullable Histogram left() {
      return smoothed && timestamps[first] < start
          ? interpolate(windows, first, start, kind.counter, call)
          : histograms[first];
    }

    private @Nullable Histogram right() {
      return smoothed && last > windows.from()[step] && timestamps[last] > end
          ? interpolate(windows, last - 1, end, kind.counter, call)
          : histograms[last];
    }

    private void remarkReconciled(HistogramSum sum, String operation) {
      if (sum.takeBoundsReconciled()) {
        call.remarks().mismatchedCustomBuckets(operation, call.firstArgument());
      }
    }

    /// Adds back what was lost in resets between the ends. A reset that the left end was already
    /// interpolated over counts no more; the right end stands for the last sample.
    private void correctResets(HistogramSum change, Histogram left, Histogram right) {
      int next = first + 1;
      Histogram previous = left;
      if (smoothed
          && timestamps[first] < start
          && HistogramResets.isReset(histograms[first + 1], histograms[first])) {
        previous = histograms[first + 1];
        next++;
      }
      if (next > last) {
        return;
      }
      for (; next < last; next++) {
        addBack(change, histograms[next], previous);
        previous = histograms[next];
      }
      addBack(change, right, previous);
    }

    private void addBack(HistogramSum change, Histogram current, Histogram previous) {
      if (HistogramResets.isReset(current, previous)) {
        change.add(previous);
        remarkReconciled(change, "addition");
      }
    }
  }
}
