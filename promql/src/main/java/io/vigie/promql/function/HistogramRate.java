package io.vigie.promql.function;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.promql.value.StepColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// [RateFunctions] of native histograms in one series.
final class HistogramRate {
  private final RateFunctions.Kind kind;
  private final RangeCall call;
  private final HistogramWindows windows;
  private final Histogram[] histograms;
  private final CounterResets resets;
  private final CounterResets overlaps;

  HistogramRate(RateFunctions.Kind kind, RangeCall call) {
    this.kind = kind;
    this.call = call;
    this.windows = call.histograms();
    this.histograms = windows.histograms();
    this.resets = CounterResets.ofHistograms(windows);
    this.overlaps =
        CounterResets.overlaps(
            windows.startTimestampsMillis(),
            windows.timestampsMillis(),
            windows.from(),
            windows.to());
  }

  void evaluate(StepColumn out) {
    for (int step = 0; step < call.grid().steps(); step++) {
      if (windows.size(step) > 0 && call.floats().size(step) == 0) {
        call.pulse().run();
        Histogram result = rate(step);
        if (result != null) {
          out.set(step, result);
        }
      }
    }
  }

  private @Nullable Histogram rate(int step) {
    int first = windows.from()[step];
    int last = windows.to()[step] - 1;
    long[] timestamps = windows.timestampsMillis();
    HistogramSum change = null;
    if (first < last) {
      change = change(first, last);
      if (change == null) {
        return null;
      }
    }
    long begun =
        RateFunctions.begunInside(
            kind, windows.startTimestampsMillis(), timestamps, call, step, first);
    if (begun != 0) {
      change = change == null ? new HistogramSum(histograms[first]) : withFirst(change, first);
    }
    if (change == null) {
      return null;
    }
    double factor =
        RateFunctions.factor(
            kind,
            call,
            step,
            begun == 0 ? timestamps[first] : begun,
            timestamps[first],
            timestamps[last],
            last - first,
            begun != 0,
            histograms[first].count(),
            change.count());
    return change.multiply(factor).toHistogram();
  }

  private @Nullable HistogramSum withFirst(HistogramSum change, int first) {
    if (!change.add(histograms[first])) {
      return mixedBuckets();
    }
    remarkReconciled(change, "addition");
    return change;
  }

  private @Nullable HistogramSum mixedBuckets() {
    call.remarks().mixedExponentialAndCustom(call.metricName(), call.firstArgument());
    return null;
  }

  private void remarkReconciled(HistogramSum sum, String operation) {
    if (sum.takeBoundsReconciled()) {
      call.remarks().mismatchedCustomBuckets(operation, call.firstArgument());
    }
  }

  private void remarkNoCounter(int position) {
    if (histograms[position].resetHint() == ResetHint.GAUGE) {
      call.remarks().histogramNotCounter(call.metricName(), call.firstArgument());
    }
  }

  /// The change from the first to the last histogram; null, with a remark, if they do not go
  /// together.
  private @Nullable HistogramSum change(int first, int last) {
    int nextReset = kind.counter ? resets.firstAfter(first) : resets.size();
    boolean resetAtOnce = nextReset < resets.size() && resets.position(nextReset) == first + 1;
    // What came before a reset right at the start does not matter, not even its layout.
    Histogram base = resetAtOnce ? emptyLike(histograms[first + 1]) : histograms[first];
    if (kind.counter) {
      remarkNoCounter(first);
      remarkNoCounter(last);
    }
    if (!sameKindOfBuckets(base, first, last)) {
      return mixedBuckets();
    }
    HistogramSum change = new HistogramSum(histograms[last]);
    change.coarsenTo(coarsestSchema(base, first, last));
    change.subtract(base);
    remarkReconciled(change, "subtraction");
    if (kind.counter) {
      addBackResets(change, resetAtOnce ? nextReset + 1 : nextReset, last);
      RateFunctions.remarkOverlap(call, overlaps, first, last + 1);
    } else {
      remarkNoGauge(first, last);
    }
    return change.hint(ResetHint.GAUGE);
  }

  private void addBackResets(HistogramSum change, int nextReset, int last) {
    for (int i = nextReset; i < resets.size() && resets.position(i) <= last; i++) {
      change.add(histograms[resets.position(i) - 1]);
      remarkReconciled(change, "addition");
    }
  }

  private void remarkNoGauge(int first, int last) {
    if (histograms[first].resetHint() != ResetHint.GAUGE
        || histograms[last].resetHint() != ResetHint.GAUGE) {
      call.remarks().histogramNotGauge(call.metricName(), call.firstArgument());
    }
  }

  private boolean sameKindOfBuckets(Histogram base, int first, int last) {
    boolean custom = base.usesCustomBuckets();
    boolean same = histograms[last].usesCustomBuckets() == custom;
    for (int i = first + 1; same && kind.counter && i < last; i++) {
      remarkNoCounter(i);
      same = histograms[i].usesCustomBuckets() == custom;
    }
    return same;
  }

  private int coarsestSchema(Histogram base, int first, int last) {
    int schema = Math.min(base.schema(), histograms[last].schema());
    for (int i = first + 1; kind.counter && i < last; i++) {
      schema = Math.min(schema, histograms[i].schema());
    }
    return schema;
  }

  private static Histogram emptyLike(Histogram other) {
    return new Histogram(
        ResetHint.UNKNOWN,
        other.schema(),
        false,
        0,
        0,
        0,
        0,
        List.of(),
        new double[0],
        List.of(),
        new double[0],
        other.customBounds());
  }
}
