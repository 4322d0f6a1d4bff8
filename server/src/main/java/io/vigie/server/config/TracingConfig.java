package io.vigie.server.config;

import io.vigie.config.http.TlsConfig;
import java.time.Duration;
import java.util.Map;

/// The section `tracing`: where this server's own spans are sent.
///
/// @param clientType `grpc` or `http`
/// @param samplingFraction share of traces recorded of those that begin here, 0 to 1
/// @param compression `gzip` or empty
/// @param timeout of one request to the collector; zero means the usual one
public record TracingConfig(
    String clientType,
    String endpoint,
    double samplingFraction,
    boolean insecure,
    TlsConfig tls,
    Map<String, String> headers,
    String compression,
    Duration timeout) {
  /// What OpenTelemetry's exporters wait.
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

  public TracingConfig {
    headers = Map.copyOf(headers);
  }

  public boolean isGrpc() {
    return clientType.equals("grpc");
  }

  public Duration timeoutOrDefault() {
    return timeout.isZero() ? USUAL_TIMEOUT : timeout;
  }
}
