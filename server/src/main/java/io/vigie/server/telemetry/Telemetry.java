package io.vigie.server.telemetry;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryPoolAllocationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.io.OutputStream;

/// Everything that the server says about itself: the metrics of the rooms ([#meters]), of the JVM
/// and of the process, written in a text format. Thread-safe.
///
/// Dashboards and rules made for Prometheus find its names where the meaning is the same; what is
/// Vigie's own starts with `vigie_`.
public final class Telemetry {
  private static final PrometheusTextFormatWriter PROMETHEUS_TEXT =
      PrometheusTextFormatWriter.create();
  private static final OpenMetricsTextFormatWriter OPEN_METRICS_TEXT =
      OpenMetricsTextFormatWriter.create();

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ClientMeters meters = new ClientMeters(registry);

  /// The door handed to every room.
  public Meters meters() {
    return meters;
  }

  /// Adds the metrics of this JVM and process, which a test or an embedding program may not want.
  ///
  /// All that the library has but those of native memory tracking, which is off as a rule: to ask
  /// for them starts the flight recorder and every other bean of the JVM, at each start.
  public void addProcessMetrics() {
    ProcessMetrics.builder().register(registry);
    JvmBufferPoolMetrics.builder().register(registry);
    JvmClassLoadingMetrics.builder().register(registry);
    JvmCompilationMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmMemoryMetrics.builder().register(registry);
    JvmMemoryPoolAllocationMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
  }

  /// Adds the metric that tells which build this is, under the name that dashboards look for and
  /// under our own.
  public void addBuildInfo(BuildInfo build) {
    for (String name :
        new String[] {"prometheus_build_info", "alertmanager_build_info", "vigie_build_info"}) {
      Info.builder()
          .name(name)
          .help("Which build this is; the value is always 1.")
          .labelNames("version", "revision", "branch", "goversion")
          .register(registry)
          .setLabelValues(build.version(), build.revision(), build.branch(), build.runtime());
    }
  }

  /// The state of every metric at this moment.
  public MetricSnapshots snapshot() {
    return registry.scrape();
  }

  /// Media type of what [#write] writes for an `Accept` header; an empty one gets the Prometheus
  /// text format.
  public String contentType(String accept) {
    return writer(accept).getContentType();
  }

  /// Writes the exposition in the format negotiated by the `Accept` header. The stream stays open.
  public void write(String accept, OutputStream out) throws IOException {
    writer(accept).write(out, snapshot(), EscapingScheme.fromAcceptHeader(accept));
  }

  private static ExpositionFormatWriter writer(String accept) {
    return OPEN_METRICS_TEXT.accepts(accept) ? OPEN_METRICS_TEXT : PROMETHEUS_TEXT;
  }
}
