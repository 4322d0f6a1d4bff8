package io.vigie.ingest.statsd;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What was collected of one series. Not thread-safe.
sealed interface Collected {
  StatsdLine.Type type();

  /// Takes one value.
  ///
  /// @throws IllegalArgumentException if it cannot be one
  void add(String value, double rate);

  /// A total since the start; a restart of the server is a reset that queries see.
  final class Counter implements Collected {
    private double total;

    @Override
    public StatsdLine.Type type() {
      return StatsdLine.Type.COUNTER;
    }

    @Override
    public void add(String value, double rate) {
      double number = StatsdLine.number(value);
      if (number < 0) {
        throw new IllegalArgumentException("a counter cannot go down by " + value);
      }
      total += number / rate;
    }

    double total() {
      return total;
    }
  }

  /// The last value; one with a sign is added to it.
  final class Gauge implements Collected {
    private double value;

    @Override
    public StatsdLine.Type type() {
      return StatsdLine.Type.GAUGE;
    }

    @Override
    public void add(String text, double rate) {
      double number = StatsdLine.number(text);
      value = text.startsWith("+") || text.startsWith("-") ? value + number : number;
    }

    double value() {
      return value;
    }
  }

  /// A classic histogram.
  final class Timer implements Collected {
    private final StatsdLine.Type type;
    private final double[] bounds;
    private final double[] counts;
    private double sum;
    private double count;

    /// @param type milliseconds, which become seconds, or anything
    Timer(StatsdLine.Type type, List<Double> bounds) {
      this.type = type;
      this.bounds = bounds.stream().mapToDouble(Double::doubleValue).toArray();
      this.counts = new double[this.bounds.length];
    }

    @Override
    public StatsdLine.Type type() {
      return type;
    }

    @Override
    public void add(String text, double rate) {
      double number = StatsdLine.number(text);
      double value = type == StatsdLine.Type.TIMER ? number / 1000 : number;
      int at = Arrays.binarySearch(bounds, value);
      for (int i = at < 0 ? -at - 1 : at; i < counts.length; i++) {
        counts[i] += 1 / rate;
      }
      sum += value / rate;
      count += 1 / rate;
    }

    double[] bounds() {
      return bounds;
    }

    /// How many were up to a bound.
    double countUpTo(int bound) {
      return counts[bound];
    }

    double sum() {
      return sum;
    }

    double count() {
      return count;
    }
  }

  /// How many different values came since the last flush.
  final class Distinct implements Collected {
    private static final int MAX_VALUES = 100_000;

    private final Set<String> values = new HashSet<>();

    @Override
    public StatsdLine.Type type() {
      return StatsdLine.Type.SET;
    }

    @Override
    public void add(String value, double rate) {
      if (values.size() >= MAX_VALUES && !values.contains(value)) {
        throw new IllegalArgumentException(
            "a set has more than " + MAX_VALUES + " values in one interval");
      }
      values.add(value);
    }

    int takeSize() {
      int size = values.size();
      values.clear();
      return size;
    }
  }
}
