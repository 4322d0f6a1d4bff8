package io.vigie.promql.function;

import io.vigie.promql.value.StepColumn;
import java.util.Locale;

/// `deriv`, `predict_linear` and `double_exponential_smoothing`: trends.
final class RegressionFunctions {
  private RegressionFunctions() {}

  /// The least-squares line through samples.
  private record Line(double slopePerSecond, double intercept) {}

  /// Slope per second.
  static void derivative(RangeCall call, StepColumn out) {
    long samples = 0;
    for (int step = 0; step < call.grid().steps(); step++) {
      samples = OverTimeFunctions.pulse(call, samples + call.floats().size(step));
      if (hasLine(call, step)) {
        // Times relative to the first sample keep the numbers small.
        long origin = call.floats().timestampsMillis()[call.floats().from()[step]];
        out.set(step, line(call.floats(), step, origin).slopePerSecond);
      }
    }
  }

  /// The value so many seconds from now, the second argument, if the trend goes on.
  static void predictLinear(RangeCall call, StepColumn out) {
    long samples = 0;
    for (int step = 0; step < call.grid().steps(); step++) {
      samples = OverTimeFunctions.pulse(call, samples + call.floats().size(step));
      if (hasLine(call, step)) {
        Line line = line(call.floats(), step, call.grid().timestampMillis(step));
        out.set(step, line.slopePerSecond * call.scalar(0, step) + line.intercept);
      }
    }
  }

  private static boolean hasLine(RangeCall call, int step) {
    int size = call.floats().size(step);
    if (size > 0) {
      call.remarkIgnoredHistograms(step);
    }
    return size >= 2;
  }

  private static Line line(FloatWindows floats, int step, long interceptMillis) {
    double[] values = floats.values();
    long[] timestamps = floats.timestampsMillis();
    int from = floats.from()[step];
    int to = floats.to()[step];
    KahanSum sumX = new KahanSum();
    KahanSum sumY = new KahanSum();
    KahanSum sumXy = new KahanSum();
    KahanSum sumXx = new KahanSum();
    boolean constant = true;
    for (int i = from; i < to; i++) {
      double x = (timestamps[i] - interceptMillis) / 1000.0;
      constant &= values[i] == values[from] || i == from;
      sumX.add(x);
      sumY.add(values[i]);
      sumXy.add(x * values[i]);
      sumXx.add(x * x);
    }
    if (constant) {
      boolean infinite = Double.isInfinite(values[from]);
      return infinite ? new Line(Double.NaN, Double.NaN) : new Line(0, values[from]);
    }
    double n = to - from;
    double covariance = sumXy.value() - sumX.value() * sumY.value() / n;
    double variance = sumXx.value() - sumX.value() * sumX.value() / n;
    double slope = covariance / variance;
    return new Line(slope, sumY.value() / n - slope * sumX.value() / n);
  }

  /// Smoothed value with trend; the smoothing and the trend factor are the second and third
  /// arguments, both between 0 and 1.
  static void doubleExponentialSmoothing(RangeCall call, StepColumn out) {
    long samples = 0;
    for (int step = 0; step < call.grid().steps(); step++) {
      int size = call.floats().size(step);
      if (size + call.histograms().size(step) == 0) {
        continue;
      }
      double smoothing = factor("smoothing", "sf", call.scalar(0, step));
      double trend = factor("trend", "tf", call.scalar(1, step));
      if (size > 0) {
        call.remarkIgnoredHistograms(step);
      }
      if (size >= 2) {
        samples = OverTimeFunctions.pulse(call, samples + size);
        out.set(step, smooth(call.floats(), step, smoothing, trend));
      }
    }
  }

  private static double factor(String name, String symbol, double value) {
    if (value <= 0 || value >= 1) {
      throw new FunctionException(
          String.format(
              Locale.ROOT,
              "invalid %s factor. Expected: 0 < %s < 1, got: %f",
              name,
              symbol,
              value));
    }
    return value;
  }

  private static double smooth(FloatWindows floats, int step, double smoothing, double trend) {
    double[] values = floats.values();
    int from = floats.from()[step];
    double before = 0;
    double level = values[from];
    double slope = values[from + 1] - values[from];
    for (int i = from + 1; i < floats.to()[step]; i++) {
      if (i > from + 1) {
        slope = trend * (level - before) + (1 - trend) * slope;
      }
      double next = smoothing * values[i] + (1 - smoothing) * (level + slope);
      before = level;
      level = next;
    }
    return level;
  }
}
