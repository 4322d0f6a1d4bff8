package io.vigie.model.telemetry;

import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

final class NoMeters implements Meters {
  @Override
  public Counter counter(String name, String help, String... labelNames) {
    return (_, _) -> {};
  }

  @Override
  public Gauge gauge(String name, String help, String... labelNames) {
    return (_, _) -> {};
  }

  @Override
  public void gaugeOf(String name, String help, DoubleSupplier value) {}

  @Override
  public void gaugesOf(
      String name, String help, String labelName, Supplier<Map<String, Double>> values) {}

  @Override
  public void counterOf(String name, String help, DoubleSupplier count) {}

  @Override
  public Distribution summary(String name, String help, String... labelNames) {
    return (_, _) -> {};
  }

  @Override
  public Distribution distribution(String name, String help, String... labelNames) {
    return (_, _) -> {};
  }
}
