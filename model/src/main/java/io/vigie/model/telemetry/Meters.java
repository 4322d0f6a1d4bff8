package io.vigie.model.telemetry;

import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// The door through which a room reports its own metrics; the server exposes them on `/metrics`.
///
/// A name is registered once per label-name set: asking again for the same name returns the same
/// metric. Names follow the field's conventions (base units, `_total` for counters). Thread-safe,
/// as is everything that it returns.
public interface Meters {
  /// Drops everything: for tests and for rooms used outside a server.
  Meters NONE = new NoMeters();

  /// A counter that only goes up; `name` ends in `_total`.
  Counter counter(String name, String help, String... labelNames);

  /// A value that goes up and down.
  Gauge gauge(String name, String help, String... labelNames);

  /// A value that is asked for at each exposition.
  void gaugeOf(String name, String help, DoubleSupplier value);

  /// Several values under one name that are asked for at each exposition.
  ///
  /// @param values by the value of the label
  void gaugesOf(String name, String help, String labelName, Supplier<Map<String, Double>> values);

  /// A count that is kept elsewhere and asked for at each exposition; it only goes up, and `name`
  /// ends in `_total`.
  void counterOf(String name, String help, DoubleSupplier count);

  /// A distribution of durations in seconds or sizes in bytes, with default buckets for seconds.
  Distribution distribution(String name, String help, String... labelNames);

  /// A distribution of which quantiles over the last minutes are shown, for names that are
  /// summaries in the field. They cannot be added up over servers: prefer [#distribution].
  Distribution summary(String name, String help, String... labelNames);

  /// Counts up. Label values are given in the order of the label names.
  @FunctionalInterface
  interface Counter {
    void add(double amount, String... labelValues);

    default void increment(String... labelValues) {
      add(1, labelValues);
    }
  }

  /// Holds the last value set.
  @FunctionalInterface
  interface Gauge {
    void set(double value, String... labelValues);
  }

  /// Observes single values.
  @FunctionalInterface
  interface Distribution {
    void observe(double value, String... labelValues);
  }
}
