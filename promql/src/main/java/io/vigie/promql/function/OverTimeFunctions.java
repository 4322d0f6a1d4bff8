package io.vigie.promql.function;

import io.vigie.promql.value.StepColumn;

/// `sum_over_time` and its like, on floats. Those that also take histograms hand them to
/// [HistogramOverTime].
final class OverTimeFunctions {
  /// Computes one window.
  @FunctionalInterface
  interface Window {
    /// @param from position of the first sample
    /// @param to position behind the last sample, greater than `from`
    double apply(FloatWindows floats, int from, int to);
  }

  /// After so many samples a computation looks whether it is to stop.
  private static final int PULSE_SAMPLES = 1 << 16;

  private OverTimeFunctions() {}

  /// A function of the floats of a window; histograms among them are not looked at, with a remark.
  static RangeFunction ofFloats(Window window) {
    return (call, out) -> {
      int steps = call.grid().steps();
      long samples = 0;
      for (int step = 0; step < steps; step++) {
        if (call.floats().size(step) > 0) {
          samples = pulse(call, samples + call.floats().size(step));
          call.remarkIgnoredHistograms(step);
          out.set(step, apply(window, call, step));
        }
      }
    };
  }

  /// A function of either the floats or the histograms of a window; there is no result, but a
  /// remark, where it holds both.
  static RangeFunction ofEither(Window window, HistogramOverTime.Fold fold) {
    return (call, out) -> {
      long samples = 0;
      for (int step = 0; step < call.grid().steps(); step++) {
        if (call.isMixed(step)) {
          continue;
        }
        if (call.floats().size(step) > 0) {
          samples = pulse(call, samples + call.floats().size(step));
          out.set(step, apply(window, call, step));
        } else if (call.histograms().size(step) > 0) {
          call.pulse().run();
          HistogramOverTime.fold(fold, call, step, out);
        }
      }
    };
  }

  /// `sum_over_time` and `avg_over_time`: of whole numbers by [IntegerSums].
  static RangeFunction sumOrAverage(boolean average) {
    RangeFunction general =
        average
            ? ofEither(OverTimeFunctions::average, HistogramOverTime.Fold.AVERAGE)
            : ofEither(OverTimeFunctions::sum, HistogramOverTime.Fold.SUM);
    return (call, out) -> {
      IntegerSums sums =
          call.histograms().isEmpty() && IntegerSums.pays(call.floats())
              ? IntegerSums.of(call.floats())
              : IntegerSums.NONE;
      if (!sums.isUsable()) {
        general.evaluate(call, out);
        return;
      }
      for (int step = 0; step < call.grid().steps(); step++) {
        int size = call.floats().size(step);
        if (size > 0) {
          double sum = sums.between(call.floats().from()[step], call.floats().to()[step]);
          out.set(step, average ? sum / size : sum);
        }
      }
    };
  }

  private static double apply(Window window, RangeCall call, int step) {
    return window.apply(call.floats(), call.floats().from()[step], call.floats().to()[step]);
  }

  static long pulse(RangeCall call, long samples) {
    if (samples < PULSE_SAMPLES) {
      return samples;
    }
    call.pulse().run();
    return 0;
  }

  static double sum(FloatWindows floats, int from, int to) {
    double[] values = floats.values();
    KahanSum sum = new KahanSum();
    for (int i = from; i < to; i++) {
      sum.add(values[i]);
    }
    return Double.isInfinite(sum.rawSum()) ? sum.rawSum() : sum.value();
  }

  static double average(FloatWindows floats, int from, int to) {
    double[] values = floats.values();
    Mean mean = new Mean();
    for (int i = from; i < to; i++) {
      mean.add(values[i]);
    }
    return mean.value();
  }

  /// When the maximum was last seen, in seconds.
  static double timeOfMax(FloatWindows floats, int from, int to) {
    double[] values = floats.values();
    int at = from;
    for (int i = from + 1; i < to; i++) {
      if (values[i] >= values[at] || Double.isNaN(values[at])) {
        at = i;
      }
    }
    return floats.timestampsMillis()[at] / 1000.0;
  }

  /// When the minimum was last seen, in seconds.
  static double timeOfMin(FloatWindows floats, int from, int to) {
    double[] values = floats.values();
    int at = from;
    for (int i = from + 1; i < to; i++) {
      if (values[i] <= values[at] || Double.isNaN(values[at])) {
        at = i;
      }
    }
    return floats.timestampsMillis()[at] / 1000.0;
  }

  /// Variance of the window as a whole population (Welford's method, compensated).
  static double variance(FloatWindows floats, int from, int to) {
    double[] values = floats.values();
    KahanSum mean = new KahanSum();
    KahanSum squares = new KahanSum();
    for (int i = from; i < to; i++) {
      double distance = values[i] - mean.value();
      mean.add(distance / (i - from + 1));
      squares.add(distance * (values[i] - mean.value()));
    }
    return squares.value() / (to - from);
  }

  static double deviation(FloatWindows floats, int from, int to) {
    return Math.sqrt(variance(floats, from, to));
  }

  /// Median of the distances from the median.
  static double medianAbsoluteDeviation(FloatWindows floats, int from, int to) {
    double[] values = new double[to - from];
    for (int i = from; i < to; i++) {
      if (Double.isNaN(floats.values()[i])) {
        return Double.NaN;
      }
      values[i - from] = floats.values()[i];
    }
    double median = Quantiles.quantile(0.5, values, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i] - median);
    }
    return Quantiles.quantile(0.5, values, values.length);
  }

  /// `quantile_over_time`: the quantile is the first argument.
  static void quantile(RangeCall call, StepColumn out) {
    FloatWindows floats = call.floats();
    double[] sorted = new double[16];
    long samples = 0;
    for (int step = 0; step < call.grid().steps(); step++) {
      int size = floats.size(step);
      if (size == 0) {
        continue;
      }
      samples = pulse(call, samples + 8L * size);
      double quantile = call.scalar(0, step);
      if (!(quantile >= 0 && quantile <= 1)) {
        call.remarks().invalidQuantile(quantile, call.firstArgument());
      }
      call.remarkIgnoredHistograms(step);
      sorted = sorted.length < size ? new double[Math.max(size, 2 * sorted.length)] : sorted;
      System.arraycopy(floats.values(), floats.from()[step], sorted, 0, size);
      out.set(step, Quantiles.quantile(quantile, sorted, size));
    }
  }

  /// `count_over_time`: floats and histograms.
  static void count(RangeCall call, StepColumn out) {
    for (int step = 0; step < call.grid().steps(); step++) {
      int count = call.floats().size(step) + call.histograms().size(step);
      if (count > 0) {
        out.set(step, count);
      }
    }
  }

  /// `present_over_time`: 1 where there is any sample.
  static void present(RangeCall call, StepColumn out) {
    for (int step = 0; step < call.grid().steps(); step++) {
      if (call.floats().size(step) + call.histograms().size(step) > 0) {
        out.set(step, 1);
      }
    }
  }

  static void first(RangeCall call, StepColumn out) {
    edge(call, out, true, false);
  }

  static void last(RangeCall call, StepColumn out) {
    edge(call, out, false, false);
  }

  static void timeOfFirst(RangeCall call, StepColumn out) {
    edge(call, out, true, true);
  }

  static void timeOfLast(RangeCall call, StepColumn out) {
    edge(call, out, false, true);
  }

  private static void edge(RangeCall call, StepColumn out, boolean first, boolean time) {
    for (int step = 0; step < call.grid().steps(); step++) {
      boolean hasFloat = call.floats().size(step) > 0;
      boolean hasHistogram = call.histograms().size(step) > 0;
      if (!hasFloat && !hasHistogram) {
        continue;
      }
      int f = first ? call.floats().from()[step] : call.floats().to()[step] - 1;
      int h = !hasHistogram ? 0 : edgePosition(call.histograms(), step, first);
      boolean takeFloat =
          hasFloat
              && (!hasHistogram
                  || (call.floats().timestampsMillis()[f] < call.histograms().timestampsMillis()[h])
                      == first);
      if (time) {
        long millis =
            takeFloat
                ? call.floats().timestampsMillis()[f]
                : call.histograms().timestampsMillis()[h];
        out.set(step, millis / 1000.0);
      } else if (takeFloat) {
        out.set(step, call.floats().values()[f]);
      } else {
        out.set(step, call.histograms().histograms()[h]);
      }
    }
  }

  private static int edgePosition(HistogramWindows windows, int step, boolean first) {
    return first ? windows.from()[step] : windows.to()[step] - 1;
  }
}
