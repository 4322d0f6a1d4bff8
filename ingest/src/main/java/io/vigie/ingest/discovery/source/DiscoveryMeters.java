package io.vigie.ingest.discovery.source;

import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Meters.Counter;
import io.vigie.model.telemetry.Meters.Distribution;
import io.vigie.model.telemetry.Meters.Gauge;

/// The metrics that all discoveries report.
final class DiscoveryMeters {
  private final Counter failures;
  private final Distribution durations;
  private final Distribution durationQuantiles;
  private final Gauge fileModified;
  private final Counter fileReadErrors;

  DiscoveryMeters(Meters meters) {
    failures =
        meters.counter(
            "prometheus_sd_refresh_failures_total",
            "Number of refresh failures for the given SD mechanism.",
            "mechanism",
            "config");
    durations =
        meters.distribution(
            "prometheus_sd_refresh_duration_histogram_seconds",
            "The duration of a refresh for the given SD mechanism.",
            "mechanism",
            "config");
    durationQuantiles =
        meters.summary(
            "prometheus_sd_refresh_duration_seconds",
            "The duration of a refresh for the given SD mechanism.",
            "mechanism",
            "config");
    fileModified =
        meters.gauge(
            "prometheus_sd_file_mtime_seconds",
            "Timestamp (mtime) of files read by FileSD. Timestamp is set at read time.",
            "filename");
    fileReadErrors =
        meters.counter(
            "prometheus_sd_file_read_errors_total", "The number of File-SD read errors.");
  }

  ForJob forJob(String kind, String jobName) {
    return new ForJob(kind, jobName);
  }

  /// The metrics of one discovery.
  final class ForJob {
    private final String kind;
    private final String jobName;

    private ForJob(String kind, String jobName) {
      this.kind = kind;
      this.jobName = jobName;
    }

    void failed() {
      failures.increment(kind, jobName);
    }

    void took(long nanos) {
      durations.observe(nanos / 1e9, kind, jobName);
      durationQuantiles.observe(nanos / 1e9, kind, jobName);
    }

    void fileRead(String fileName, long modifiedMillis) {
      fileModified.set(modifiedMillis / 1e3, fileName);
    }

    void fileUnreadable() {
      fileReadErrors.increment();
    }
  }
}
