package io.vigie.outbound;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpCredentials;
import io.vigie.config.http.ProxyConfig;
import io.vigie.model.time.Ticker;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Opens clients, one for each block of configuration, and holds what they share: threads, timers,
/// buffers, and the connections of clients whose TLS and proxy settings are the same. One for the
/// whole process. Thread-safe.
///
/// Close the clients first.
public final class OutboundClients implements AutoCloseable {
  private final String userAgent;
  private final InstantSource clock;
  private final Ticker ticker;
  private final Map<String, String> environment;
  private final JettyParts parts = JettyParts.start();
  private final Gunzip gunzip = new Gunzip();
  private final BodyBuffers buffers = new BodyBuffers();

  private final Object lock = new Object();
  // Guarded by the lock.
  private final Map<ConnectionSettings, Connections> connectionsBySettings = new HashMap<>();
  private final Set<OutboundClient> open = new HashSet<>();

  /// With the system's clocks and environment.
  ///
  /// @param userAgent what requests call themselves, for example `Vigie/1.0`
  public OutboundClients(String userAgent) {
    this(userAgent, InstantSource.system(), Ticker.system(), System.getenv());
  }

  /// @param environment where `proxy_from_environment` looks
  public OutboundClients(
      String userAgent, InstantSource clock, Ticker ticker, Map<String, String> environment) {
    this.userAgent = userAgent;
    this.clock = clock;
    this.ticker = ticker;
    this.environment = Map.copyOf(environment);
  }

  /// A client that goes out as the configuration says. Files are read and connections made with its
  /// first request.
  public OutboundClient open(HttpClientConfig config) {
    Optional<OAuth2Tokens> tokens =
        config.credentials() instanceof HttpCredentials.OAuth2 oauth2
            ? Optional.of(new OAuth2Tokens(oauth2, open(tokenServer(oauth2)), clock, ticker))
            : Optional.empty();
    synchronized (lock) {
      Connections connections =
          connectionsBySettings.computeIfAbsent(
              ConnectionSettings.of(config),
              settings -> new Connections(settings, parts, environment, ticker));
      connections.hold();
      OutboundClient client = new OutboundClient(config, connections, tokens, this);
      open.add(client);
      return client;
    }
  }

  private static HttpClientConfig tokenServer(HttpCredentials.OAuth2 oauth2) {
    return HttpClientConfig.DEFAULT.withTls(oauth2.tls()).withProxy(oauth2.proxy());
  }

  void release(OutboundClient client, Connections connections) {
    synchronized (lock) {
      if (open.remove(client) && connections.letGo()) {
        connectionsBySettings.remove(connections.settings());
      }
    }
  }

  String userAgent() {
    return userAgent;
  }

  Ticker ticker() {
    return ticker;
  }

  Gunzip gunzip() {
    return gunzip;
  }

  ProxyRoutes routes(ProxyConfig config) {
    return ProxyRoutes.of(config, environment);
  }

  BodyBuffers buffers() {
    return buffers;
  }

  @Override
  public void close() {
    synchronized (lock) {
      connectionsBySettings.values().forEach(Connections::close);
      connectionsBySettings.clear();
      open.clear();
    }
    gunzip.close();
    parts.close();
  }
}
