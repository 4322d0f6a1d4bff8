package io.vigie.promql.function;

import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.value.StepColumn;

/// `rate`, `increase` and `delta`: the change from the first to the last sample of a window,
/// corrected for counter resets and extrapolated to the ends of the window.
///
/// Extrapolation follows Prometheus: to the end of the window if a sample is near it, at most 1.1
/// times the mean distance of samples away, otherwise by half that distance; and never to before
/// the counter was zero. Selectors with `anchored` or `smoothed` go to [ExtendedRateFunctions].
final class RateFunctions {
  private static final double NEAR_EDGE = 1.1;

  /// Which of the three it is.
  enum Kind {
    RATE(true, true),
    INCREASE(true, false),
    DELTA(false, false);

    final boolean counter;
    final boolean perSecond;

    Kind(boolean counter, boolean perSecond) {
      this.counter = counter;
      this.perSecond = perSecond;
    }
  }

  private RateFunctions() {}

  static RangeFunction of(Kind kind) {
    return (call, out) -> {
      if (call.edges() == RangeEdges.PLAIN) {
        evaluate(kind, call, out);
      } else {
        ExtendedRateFunctions.evaluate(kind, call, out);
      }
    };
  }

  private static void evaluate(Kind kind, RangeCall call, StepColumn out) {
    floats(kind, call, out);
    if (!call.histograms().isEmpty()) {
      new HistogramRate(kind, call).evaluate(out);
    }
  }

  /// Hot loop: resets are found once, a window costs as much as it has resets.
  private static void floats(Kind kind, RangeCall call, StepColumn out) {
    FloatWindows floats = call.floats();
    long[] timestamps = floats.timestampsMillis();
    double[] values = floats.values();
    int[] from = floats.from();
    int[] to = floats.to();
    CounterResets resets = kind.counter ? CounterResets.ofFloats(floats) : CounterResets.NONE;
    CounterResets overlaps = kind.counter ? overlaps(floats) : CounterResets.NONE;
    boolean mixed = !call.histograms().isEmpty();
    int nextReset = 0;
    for (int step = 0; step < from.length; step++) {
      int first = from[step];
      int last = to[step] - 1;
      if (last < first || (mixed && call.isMixed(step))) {
        continue;
      }
      double change = values[last] - values[first];
      nextReset = resets.firstAfter(first, nextReset);
      for (int i = nextReset; i < resets.size() && resets.position(i) <= last; i++) {
        change += values[resets.position(i) - 1];
      }
      remarkOverlap(call, overlaps, first, last + 1);
      long begun = begunInside(kind, floats.startTimestampsMillis(), timestamps, call, step, first);
      if (first == last && begun == 0) {
        continue;
      }
      change = begun == 0 ? change : change + values[first];
      double factor =
          factor(
              kind,
              call,
              step,
              begun == 0 ? timestamps[first] : begun,
              timestamps[first],
              timestamps[last],
              last - first,
              begun != 0,
              values[first],
              change);
      out.set(step, change * factor);
    }
  }

  static CounterResets overlaps(FloatWindows floats) {
    return CounterResets.overlaps(
        floats.startTimestampsMillis(), floats.timestampsMillis(), floats.from(), floats.to());
  }

  static void remarkOverlap(RangeCall call, CounterResets overlaps, int first, int end) {
    if (overlaps.size() > 0 && overlaps.anyBetween(first, end)) {
      call.remarks().startOverlaps(call.metricName(), call.firstArgument());
    }
  }

  /// When the counter began, if that is inside the window and before its first sample: it was zero
  /// then. Otherwise 0.
  static long begunInside(
      Kind kind, long[] starts, long[] timestamps, RangeCall call, int step, int first) {
    if (!kind.counter || starts.length == 0) {
      return 0;
    }
    long start = starts[first];
    return start != 0 && start > call.windowStartMillis(step) && start < timestamps[first]
        ? start
        : 0;
  }

  /// What the change is multiplied by to cover the whole window.
  ///
  /// @param begunMillis where the sampled interval begins
  /// @param intervals number of intervals between samples
  /// @param startKnown whether `begunMillis` is the start of the counter, so that nothing lies
  ///   before it
  /// @param firstValue value, or count, of the first sample
  /// @param change change of the value, or of the count
  static double factor(
      Kind kind,
      RangeCall call,
      int step,
      long begunMillis,
      long firstMillis,
      long lastMillis,
      int intervals,
      boolean startKnown,
      double firstValue,
      double change) {
    double meanDistance = intervals == 0 ? 0 : (lastMillis - firstMillis) / 1000.0 / intervals;
    double sampled = (lastMillis - begunMillis) / 1000.0;
    double toStart = 0;
    if (!startKnown) {
      toStart = (firstMillis - call.windowStartMillis(step)) / 1000.0;
      toStart = toStart >= meanDistance * NEAR_EDGE ? meanDistance / 2 : toStart;
      if (kind.counter && change > 0 && firstValue >= 0) {
        double toZero = sampled * (firstValue / change);
        toStart = toZero < toStart ? toZero : toStart;
      }
    }
    double toEnd = (call.windowEndMillis(step) - lastMillis) / 1000.0;
    toEnd = toEnd >= meanDistance * NEAR_EDGE ? meanDistance / 2 : toEnd;
    double factor = sampled == 0 ? 1 : (sampled + toStart + toEnd) / sampled;
    return kind.perSecond ? factor / call.rangeSeconds() : factor;
  }
}
