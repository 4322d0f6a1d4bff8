package io.vigie.promql.function;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.promql.value.StepColumn;

/// `sum_over_time` and `avg_over_time` of native histograms.
final class HistogramOverTime {
  /// What the histograms of a window become.
  enum Fold {
    SUM,
    AVERAGE
  }

  private HistogramOverTime() {}

  static void fold(Fold fold, RangeCall call, int step, StepColumn out) {
    HistogramWindows windows = call.histograms();
    int from = windows.from()[step];
    int to = windows.to()[step];
    HistogramMean mean = new HistogramMean(windows.histograms()[from]);
    boolean reset = false;
    boolean notReset = false;
    for (int i = from; i < to; i++) {
      Histogram histogram = windows.histograms()[i];
      reset |= histogram.resetHint() == ResetHint.RESET;
      notReset |= histogram.resetHint() == ResetHint.NOT_RESET;
      boolean added =
          i == from || (fold == Fold.SUM ? mean.addToSum(histogram) : mean.add(histogram));
      if (!added) {
        call.remarks().mixedExponentialAndCustom(call.metricName(), call.firstArgument());
        return;
      }
    }
    if (reset && notReset) {
      call.remarks().conflictingResets("aggregation", call.firstArgument());
    }
    if (mean.boundsReconciled()) {
      call.remarks().mismatchedCustomBuckets("aggregation", call.firstArgument());
    }
    out.set(step, fold == Fold.SUM ? mean.sum() : mean.value());
  }
}
