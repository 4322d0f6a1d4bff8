package io.vigie.config.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Through whom a connection goes.
///
/// @param url the proxy; empty means none, unless `fromEnvironment`
/// @param noProxy addresses, networks and domains to be reached directly, separated by commas
/// @param fromEnvironment take the proxy from `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`
/// @param connectHeader headers of the `CONNECT` request
public record ProxyConfig(
    Optional<URI> url,
    String noProxy,
    boolean fromEnvironment,
    Map<String, List<Secret>> connectHeader) {
  /// Directly.
  public static final ProxyConfig NONE = new ProxyConfig(Optional.empty(), "", false, Map.of());

  public ProxyConfig {
    connectHeader = Map.copyOf(connectHeader);
  }
}
