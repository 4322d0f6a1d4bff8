package io.vigie.health.check;

import io.vigie.health.HealthState;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SeriesLimitException;
import io.vigie.model.metric.Staleness;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what checks see as samples: `health_check_up`, `health_check_status` (1 healthy, 0.5
/// degraded, 0 unhealthy), `health_check_blocked` (whether something that the check depends on is
/// down) and `health_check_duration_seconds`; where there is a certificate, when it expires, as
/// blackbox_exporter calls it. Thread-safe.
final class CheckSamples {
  private static final Logger LOG = LoggerFactory.getLogger(CheckSamples.class);
  private static final List<String> NAMES =
      List.of(
          "health_check_up",
          "health_check_status",
          "health_check_blocked",
          "health_check_duration_seconds");

  private static final String CERTIFICATE = "probe_ssl_earliest_cert_expiry";

  private final MetricStore store;

  CheckSamples(MetricStore store) {
    this.store = store;
  }

  void write(CheckStatus status) {
    CheckResult result = status.last().orElseThrow();
    double[] values = {
      result.isUp() ? 1 : 0,
      level(result.state()),
      status.blockedBy().isEmpty() ? 0 : 1,
      result.took().toNanos() / 1e9
    };
    write(status.definition(), result.timestampMillis(), values);
    result
        .certificateExpiry()
        .ifPresent(expiry ->
            write(
                status.definition(),
                result.timestampMillis(),
                CERTIFICATE,
                (double) expiry.getEpochSecond()));
  }

  private static double level(HealthState state) {
    return switch (state) {
      case HEALTHY -> 1;
      case DEGRADED -> 0.5;
      case UNHEALTHY, UNKNOWN -> 0;
    };
  }

  /// The check is no more.
  void end(CheckDefinition definition, long timestampMillis) {
    double gone = Staleness.MARKER;
    write(definition, timestampMillis, new double[] {gone, gone, gone, gone});
    if (hasCertificate(definition.target())) {
      write(definition, timestampMillis, CERTIFICATE, gone);
    }
  }

  private static boolean hasCertificate(CheckTarget target) {
    return target instanceof CheckTarget.Tls
        || (target instanceof CheckTarget.Http http && "https".equals(http.url().getScheme()));
  }

  private void write(CheckDefinition definition, long timestampMillis, double[] values) {
    try (Appender appender = store.appender()) {
      for (int i = 0; i < values.length; i++) {
        var _ =
            appender.append(
                reference(appender, definition, NAMES.get(i)), timestampMillis, values[i]);
      }
      appender.commit();
    } catch (IOException | SeriesLimitException e) {
      LOG.error("what the check {} saw could not be stored: {}", definition.name(), e.getMessage());
    }
  }

  private void write(CheckDefinition definition, long timestampMillis, String name, double value) {
    try (Appender appender = store.appender()) {
      var _ = appender.append(reference(appender, definition, name), timestampMillis, value);
      appender.commit();
    } catch (IOException | SeriesLimitException e) {
      LOG.error("what the check {} saw could not be stored: {}", definition.name(), e.getMessage());
    }
  }

  private static long reference(Appender appender, CheckDefinition definition, String name) {
    return appender.reference(
        Labels.of(
            Labels.METRIC_NAME,
            name,
            "job",
            "health",
            "check",
            definition.name(),
            "kind",
            definition.target().kind()));
  }
}
