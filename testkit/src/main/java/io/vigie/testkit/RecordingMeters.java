package io.vigie.testkit;

import io.vigie.model.telemetry.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// Keeps what is observed, counted and set, for tests that look at it. Thread-safe.
public final class RecordingMeters implements Meters {
  private record Key(String name, List<String> labelValues) {}

  private final Map<Key, List<Double>> values = new ConcurrentHashMap<>();
  private final Map<String, DoubleSupplier> suppliers = new ConcurrentHashMap<>();

  private void add(String name, double value, String... labelValues) {
    values.compute(
        new Key(name, List.of(labelValues)),
        (_, known) -> {
          List<Double> more = known == null ? new ArrayList<>() : new ArrayList<>(known);
          more.add(value);
          return more;
        });
  }

  /// All that was observed, added or set, in this order.
  public List<Double> observed(String name, String... labelValues) {
    return values.getOrDefault(new Key(name, List.of(labelValues)), List.of());
  }

  /// What is asked for at an exposition would be now.
  ///
  /// @throws IllegalArgumentException if there is no such metric
  public double read(String name) {
    DoubleSupplier supplier = suppliers.get(name);
    if (supplier == null) {
      throw new IllegalArgumentException("no metric " + name);
    }
    return supplier.getAsDouble();
  }

  @Override
  public Counter counter(String name, String help, String... labelNames) {
    return (amount, labelValues) -> add(name, amount, labelValues);
  }

  @Override
  public Gauge gauge(String name, String help, String... labelNames) {
    return (value, labelValues) -> add(name, value, labelValues);
  }

  @Override
  public void gaugeOf(String name, String help, DoubleSupplier value) {
    suppliers.put(name, value);
  }

  @Override
  public void gaugesOf(
      String name, String help, String labelName, Supplier<Map<String, Double>> values) {
    values
        .get()
        .keySet()
        .forEach(label ->
            suppliers.put(
                name + "{" + labelName + "=\"" + label + "\"}",
                () -> values.get().getOrDefault(label, 0.0)));
  }

  @Override
  public void counterOf(String name, String help, DoubleSupplier count) {
    suppliers.put(name, count);
  }

  @Override
  public Distribution distribution(String name, String help, String... labelNames) {
    return (value, labelValues) -> add(name, value, labelValues);
  }

  @Override
  public Distribution summary(String name, String help, String... labelNames) {
    return distribution(name, help, labelNames);
  }
}
