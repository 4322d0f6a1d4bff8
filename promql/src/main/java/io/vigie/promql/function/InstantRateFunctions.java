package io.vigie.promql.function;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.HistogramResets;
import io.vigie.promql.value.StepColumn;

/// `irate` and `idelta`: the change between the last two samples of a window.
final class InstantRateFunctions {
  private InstantRateFunctions() {}

  static void irate(RangeCall call, StepColumn out) {
    evaluate(call, true, out);
  }

  static void idelta(RangeCall call, StepColumn out) {
    evaluate(call, false, out);
  }

  private static void evaluate(RangeCall call, boolean counter, StepColumn out) {
    for (int step = 0; step < call.grid().steps(); step++) {
      int floatCount = call.floats().size(step);
      int histogramCount = call.histograms().size(step);
      if (floatCount + histogramCount < 2) {
        continue;
      }
      int lastFloats = floatCount == 0 ? 0 : lastFloats(call, step, histogramCount);
      if (lastFloats == 2) {
        floats(call, call.floats().to()[step] - 1, counter, step, out);
      } else if (lastFloats == 0) {
        histograms(call, call.histograms().to()[step] - 1, counter, step, out);
      } else {
        call.remarks().mixedFloatsAndHistograms(call.metricName(), call.firstArgument());
      }
    }
  }

  /// How many of the last two samples are floats.
  private static int lastFloats(RangeCall call, int step, int histogramCount) {
    int count = 0;
    int floatPosition = call.floats().to()[step] - 1;
    int histogramPosition = histogramCount == 0 ? -1 : call.histograms().to()[step] - 1;
    for (int i = 0; i < 2; i++) {
      boolean floatLeft = floatPosition >= call.floats().from()[step];
      boolean histogramLeft =
          histogramCount > 0 && histogramPosition >= call.histograms().from()[step];
      if (floatLeft
          && (!histogramLeft
              || call.floats().timestampsMillis()[floatPosition]
                  > call.histograms().timestampsMillis()[histogramPosition])) {
        count++;
        floatPosition--;
      } else {
        histogramPosition--;
      }
    }
    return count;
  }

  private static void floats(RangeCall call, int last, boolean counter, int step, StepColumn out) {
    FloatWindows floats = call.floats();
    double[] values = floats.values();
    boolean reset =
        counter
            && (values[last] < values[last - 1]
                || startsAnew(floats.startTimestampsMillis(), floats.timestampsMillis(), last));
    double change = reset ? values[last] : values[last] - values[last - 1];
    double seconds = seconds(floats.timestampsMillis(), last);
    out.set(step, counter ? change / seconds : change);
  }

  private static void histograms(
      RangeCall call, int last, boolean counter, int step, StepColumn out) {
    HistogramWindows windows = call.histograms();
    Histogram current = windows.histograms()[last];
    Histogram previous = windows.histograms()[last - 1];
    remarkKind(call, current, previous, counter);
    HistogramSum change = new HistogramSum(current);
    boolean reset =
        counter
            && (startsAnew(windows.startTimestampsMillis(), windows.timestampsMillis(), last)
                || HistogramResets.isReset(current, previous));
    if (!reset && !change.subtract(previous)) {
      call.remarks().mixedExponentialAndCustom(call.metricName(), call.firstArgument());
      return;
    }
    if (change.takeBoundsReconciled()) {
      call.remarks().mismatchedCustomBuckets("subtraction", call.firstArgument());
    }
    if (counter) {
      change.divide(seconds(windows.timestampsMillis(), last));
    }
    out.set(step, change.hint(ResetHint.GAUGE).toHistogram());
  }

  private static void remarkKind(
      RangeCall call, Histogram current, Histogram previous, boolean counter) {
    boolean anyGauge =
        current.resetHint() == ResetHint.GAUGE || previous.resetHint() == ResetHint.GAUGE;
    boolean anyCounter =
        current.resetHint() != ResetHint.GAUGE || previous.resetHint() != ResetHint.GAUGE;
    if (counter && anyGauge) {
      call.remarks().histogramNotCounter(call.metricName(), call.firstArgument());
    }
    if (!counter && anyCounter) {
      call.remarks().histogramNotGauge(call.metricName(), call.firstArgument());
    }
  }

  private static boolean startsAnew(long[] starts, long[] timestamps, int i) {
    return starts.length > 0
        && StartTimestamps.isReset(starts[i - 1], timestamps[i - 1], starts[i], timestamps[i]);
  }

  private static double seconds(long[] timestamps, int last) {
    return (timestamps[last] - timestamps[last - 1]) / 1000.0;
  }
}
