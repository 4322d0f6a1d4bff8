package io.vigie.server.config;

import io.vigie.config.http.TlsConfig;
import java.time.Duration;
import java.util.Map;

/// The section `tracing`: where this server's own spans are sent.
///
/// @param clientType `grpc` or `http`
/// @param samplingFraction share of requests traced, 0 to 1
/// @param compression `gzip` or empty
/// @param timeout zero means the client's own
public record TracingConfig(
    String clientType,
    String endpoint,
    double samplingFraction,
    boolean insecure,
    TlsConfig tls,
    Map<String, String> headers,
    String compression,
    Duration timeout) {
  public TracingConfig {
    headers = Map.copyOf(headers);
  }
}
