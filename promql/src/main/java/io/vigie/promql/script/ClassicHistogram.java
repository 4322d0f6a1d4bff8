package io.vigie.promql.script;

import io.vigie.model.metric.Histogram;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The series of a classic histogram at one instant, put together to a native one with custom
/// buckets (as `convertnhcb` of Prometheus does).
final class ClassicHistogram {
  private final NavigableMap<Double, Double> cumulativeByBound = new TreeMap<>();
  private OptionalDouble count = OptionalDouble.empty();
  private double sum;

  void setBucket(double upperBound, double cumulativeCount) {
    cumulativeByBound.putIfAbsent(upperBound, cumulativeCount);
  }

  void setCount(double value) {
    count = OptionalDouble.of(value);
  }

  void setSum(double value) {
    sum = value;
  }

  /// @throws ScriptException if the buckets do not grow, or do not add up to the count
  Histogram toNative() throws ScriptException {
    double last = cumulativeByBound.isEmpty() ? 0 : cumulativeByBound.lastEntry().getValue();
    double total = count.orElse(last);
    cumulativeByBound.putIfAbsent(Double.POSITIVE_INFINITY, total);
    double[] buckets = ownCounts();
    double topmost = cumulativeByBound.lastEntry().getValue();
    if (total != topmost && !(Double.isNaN(total) && Double.isNaN(topmost))) {
      throw new ScriptException("count mismatch: count=" + total + " != le=+Inf count=" + topmost);
    }
    double[] bounds =
        cumulativeByBound.headMap(Double.POSITIVE_INFINITY).keySet().stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    return new Histogram(
        Histogram.ResetHint.UNKNOWN,
        Histogram.CUSTOM_BUCKETS_SCHEMA,
        false,
        0,
        0,
        total,
        sum,
        List.of(new Histogram.Span(0, buckets.length)),
        buckets,
        List.of(),
        new double[0],
        bounds);
  }

  private double[] ownCounts() throws ScriptException {
    double[] own = new double[cumulativeByBound.size()];
    double below = 0;
    int next = 0;
    for (double cumulative : cumulativeByBound.values()) {
      if (cumulative < below) {
        throw new ScriptException("count is not cumulative: " + cumulative + " < " + below);
      }
      own[next++] = cumulative - below;
      below = cumulative;
    }
    return own;
  }
}
