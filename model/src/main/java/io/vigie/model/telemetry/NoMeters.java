package io.vigie.model.telemetry;

import java.util.function.DoubleSupplier;

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
