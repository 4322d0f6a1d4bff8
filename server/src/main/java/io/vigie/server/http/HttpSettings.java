package io.vigie.server.http;

import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How the server is reached.
///
/// @param listenAddresses where it listens, at least one
/// @param routePrefix path before every route: empty, or with a leading and without a trailing
///   slash
/// @param externalUrl the URL under which people reach it
/// @param corsOrigin expression that the whole `Origin` of another site must match
/// @param readTimeout how long a connection may stay silent
/// @param maxConnections connections at once over all listeners
/// @param maxBodyBytes largest body of a form
/// @param enableLifecycle whether reload and quit may be asked for over HTTP
/// @param enableAdminApi whether series may be deleted and snapshots be made over HTTP
/// @param pageTitle title of the UI
/// @param userAssets folder served under `/user/`
/// @param webConfig TLS and users (`--web.config.file`)
/// @param trustNetwork whether everybody who reaches a listener is trusted
/// @param maxNotificationSubscribers how many may have notifications pushed at once
/// @param maxSearchLimit most results that a search may ask for; 0 for any number
public record HttpSettings(
    List<ListenAddress> listenAddresses,
    String routePrefix,
    URI externalUrl,
    String corsOrigin,
    Duration readTimeout,
    int maxConnections,
    long maxBodyBytes,
    boolean enableLifecycle,
    boolean enableAdminApi,
    String pageTitle,
    Optional<Path> userAssets,
    Optional<WebConfig> webConfig,
    boolean trustNetwork,
    int maxNotificationSubscribers,
    int maxSearchLimit) {
  /// As much as Go's form parser takes, hence as much as Prometheus takes.
  public static final long DEFAULT_MAX_BODY_BYTES = 10L << 20;

  public HttpSettings {
    listenAddresses = List.copyOf(listenAddresses);
    if (listenAddresses.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one listen address");
    }
    if (!routePrefix.isEmpty() && (!routePrefix.startsWith("/") || routePrefix.endsWith("/"))) {
      throw new IllegalArgumentException(
          "route prefix \"" + routePrefix + "\" is not like /prefix");
    }
  }

  /// Whether others than this machine's users reach a listener, and neither the web configuration
  /// nor the network says who they are.
  public boolean isOpenToOthers() {
    return !trustNetwork
        && !webConfig.map(WebConfig::identifiesCallers).orElse(false)
        && listenAddresses.stream().anyMatch(address -> !isLoopback(address));
  }

  /// A name that means nothing is told where it is listened on.
  private static boolean isLoopback(ListenAddress address) {
    try {
      return address.isLoopback();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  /// The defaults, on `127.0.0.1:9090`, to be changed.
  public static HttpSettingsBuilder builder() {
    return new HttpSettingsBuilder();
  }
}
