package io.vigie.server.telemetry;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vigie.model.telemetry.Meters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// [Meters] over the Prometheus client library. Each metric exists once per name; asking again with
/// other label names is a mistake of the caller and throws `IllegalArgumentException`.
final class ClientMeters implements Meters {
  /// Seconds from half a millisecond to a minute: a cached look-up and a slow scrape both fall
  /// inside.
  private static final double[] SECONDS_BUCKETS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };

  private static final double[] BYTES_BUCKETS = {
    100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  /// Those that dashboards for Prometheus ask for, with the error allowed for each.
  private static final Map<Double, Double> QUANTILES =
      Map.of(0.01, 0.001, 0.05, 0.005, 0.5, 0.05, 0.9, 0.01, 0.99, 0.001);

  private record Registered(List<String> labelNames, Object metric) {}

  private final PrometheusRegistry registry;
  private final Map<String, Registered> metrics = new ConcurrentHashMap<>();

  ClientMeters(PrometheusRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Counter counter(String name, String help, String... labelNames) {
    return once(
        Counter.class,
        name,
        labelNames,
        () -> {
          var counter =
              io.prometheus.metrics.core.metrics.Counter.builder()
                  .name(name)
                  .help(help)
                  .labelNames(labelNames)
                  .register(registry);
          if (labelNames.length == 0) {
            return (amount, _) -> counter.inc(amount);
          }
          return (amount, labelValues) -> counter.labelValues(labelValues).inc(amount);
        });
  }

  @Override
  public Gauge gauge(String name, String help, String... labelNames) {
    return once(
        Gauge.class,
        name,
        labelNames,
        () -> {
          var gauge =
              io.prometheus.metrics.core.metrics.Gauge.builder()
                  .name(name)
                  .help(help)
                  .labelNames(labelNames)
                  .register(registry);
          if (labelNames.length == 0) {
            return (value, _) -> gauge.set(value);
          }
          return (value, labelValues) -> gauge.labelValues(labelValues).set(value);
        });
  }

  @Override
  public void gaugeOf(String name, String help, DoubleSupplier value) {
    once(
        GaugeWithCallback.class,
        name,
        new String[0],
        () ->
            GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry));
  }

  @Override
  public void gaugesOf(
      String name, String help, String labelName, Supplier<Map<String, Double>> values) {
    once(
        GaugeWithCallback.class,
        name,
        new String[] {labelName},
        () ->
            GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labelName)
                .callback(
                    callback -> values.get().forEach((label, value) -> callback.call(value, label)))
                .register(registry));
  }

  @Override
  public void counterOf(String name, String help, DoubleSupplier count) {
    once(
        CounterWithCallback.class,
        name,
        new String[0],
        () ->
            CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(count.getAsDouble()))
                .register(registry));
  }

  @Override
  public Distribution summary(String name, String help, String... labelNames) {
    return once(
        Distribution.class,
        name,
        labelNames,
        () -> {
          Summary.Builder summary = Summary.builder().name(name).help(help).labelNames(labelNames);
          QUANTILES.forEach(summary::quantile);
          Summary registered = summary.register(registry);
          if (labelNames.length == 0) {
            return (value, _) -> registered.observe(value);
          }
          return (value, labelValues) -> registered.labelValues(labelValues).observe(value);
        });
  }

  @Override
  public Distribution distribution(String name, String help, String... labelNames) {
    return once(
        Distribution.class,
        name,
        labelNames,
        () -> {
          var histogram =
              Histogram.builder()
                  .name(name)
                  .help(help)
                  .labelNames(labelNames)
                  .classicOnly()
                  .classicUpperBounds(name.endsWith("_bytes") ? BYTES_BUCKETS : SECONDS_BUCKETS)
                  .register(registry);
          if (labelNames.length == 0) {
            return (value, _) -> histogram.observe(value);
          }
          return (value, labelValues) -> histogram.labelValues(labelValues).observe(value);
        });
  }

  private <T> T once(Class<T> type, String name, String[] labelNames, Supplier<T> creation) {
    Registered registered =
        metrics.computeIfAbsent(name, _ -> new Registered(List.of(labelNames), creation.get()));
    if (!type.isInstance(registered.metric) || !registered.labelNames.equals(List.of(labelNames))) {
      throw new IllegalArgumentException(
          "metric \"%s\" is registered already with the labels %s"
              .formatted(name, registered.labelNames));
    }
    return type.cast(registered.metric);
  }
}
