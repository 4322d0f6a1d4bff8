package io.vigie.server.alerting;

/// How alerts are sent to Alertmanagers; the flags `--alertmanager.*`.
///
/// @param queueCapacity alerts that may wait for one Alertmanager; the oldest make room for new
///   ones
/// @param batchSize alerts in one request
/// @param drainOnShutdown whether what waits is sent before the server ends
public record AlertmanagerOptions(int queueCapacity, int batchSize, boolean drainOnShutdown) {
  /// Prometheus' defaults.
  public static final AlertmanagerOptions DEFAULT = new AlertmanagerOptions(10_000, 256, true);

  public AlertmanagerOptions {
    if (queueCapacity < 1 || batchSize < 1) {
      throw new IllegalArgumentException("queue and batch must hold at least one alert");
    }
  }
}
