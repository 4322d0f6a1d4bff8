package io.vigie.server.http;

import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// The sockets that the server listens on. They are opened before anything is served, so that a
/// port in use is told at once.
final class Listeners {
  private static final int SELECTORS = 1;

  private final HttpSettings settings;
  private final Optional<SslContextFactory.Server> tls;
  private final boolean callersAreAsked;
  private final List<ServerConnector> opened = new ArrayList<>();

  /// @param callersAreAsked whether everybody is asked for credentials
  Listeners(
      HttpSettings settings, Optional<SslContextFactory.Server> tls, boolean callersAreAsked) {
    this.settings = settings;
    this.tls = tls;
    this.callersAreAsked = callersAreAsked;
  }

  /// Refuses to be reachable from other machines by people who need not say who they are.
  ///
  /// @throws ListenException if an address is one of those, or has no meaning
  void check() throws ListenException {
    boolean callersAreKnown =
        callersAreAsked
            || settings.trustNetwork()
            || settings.webConfig().map(WebConfig::identifiesCallers).orElse(false);
    for (ListenAddress address : settings.listenAddresses()) {
      try {
        if (!callersAreKnown && !address.isLoopback()) {
          throw new ListenException(
              "refusing to listen on %s: everybody who reaches it could read and change everything. "
                      .formatted(address)
                  + "Give --web.config.file with basic_auth_users, or --web.trust-network if the"
                  + " network itself decides who may come in, or listen on 127.0.0.1:"
                  + address.port());
        }
      } catch (UnknownHostException e) {
        throw new ListenException("cannot listen on " + address + ": unknown host", e);
      }
    }
  }

  /// Opens the socket of one address.
  ServerConnector open(Server server, HttpConfiguration http, ListenAddress address)
      throws ListenException {
    ServerConnector connector = new PeekingConnector(server, factories(http));
    connector.setHost(address.host().isEmpty() ? null : address.host());
    connector.setPort(address.port());
    connector.setIdleTimeout(settings.readTimeout().toMillis());
    try {
      connector.open();
    } catch (IOException | UnresolvedAddressException e) {
      throw new ListenException("cannot listen on " + address + ": " + reason(e), e);
    }
    opened.add(connector);
    return connector;
  }

  /// Where the server listens now, with the ports that were free.
  List<ListenAddress> addresses() {
    List<ListenAddress> addresses = new ArrayList<>();
    for (int i = 0; i < opened.size(); i++) {
      addresses.add(
          new ListenAddress(
              settings.listenAddresses().get(i).host(), opened.get(i).getLocalPort()));
    }
    return addresses;
  }

  /// Closes the sockets; has no effect on those closed already.
  void close() {
    opened.forEach(ServerConnector::close);
  }

  private static String reason(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof BindException)) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    return message.contains("in use")
        ? "the port is in use by another process; stop it, or choose another with"
            + " --web.listen-address"
        : message;
  }

  private ConnectionFactory[] factories(HttpConfiguration http) {
    if (tls.isEmpty()) {
      return new ConnectionFactory[] {new HttpConnectionFactory(http)};
    }
    HttpConfiguration secure = new HttpConfiguration(http);
    // Certificates are checked by clients; a request by IP address is no attack.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    HttpConnectionFactory factory = new HttpConnectionFactory(secure);
    return new ConnectionFactory[] {
      new SslConnectionFactory(tls.get(), factory.getProtocol()), factory
    };
  }

  private static final class PeekingConnector extends ServerConnector {
    PeekingConnector(Server server, ConnectionFactory... factories) {
      super(server, null, null, null, 1, SELECTORS, factories);
    }

    /// Whoever is owed an answer gets it. Connections on which nothing was asked are closed at
    /// once: waiting for them would make every stop a second longer.
    @Override
    public CompletableFuture<Void> shutdown() {
      CompletableFuture<Void> done = super.shutdown();
      getConnectedEndPoints().stream().filter(PeekingConnector::isIdle).forEach(EndPoint::close);
      return done;
    }

    private static boolean isIdle(EndPoint endPoint) {
      Connection connection =
          endPoint.getConnection() instanceof SslConnection ssl
              ? ssl.getSslEndPoint().getConnection()
              : endPoint.getConnection();
      return connection instanceof HttpConnection http
          && http.getHttpChannel().getRequest() == null;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(
        SocketChannel channel, ManagedSelector selector, SelectionKey key) {
      SocketChannelEndPoint endPoint = new PeekingEndPoint(channel, selector, key, getScheduler());
      endPoint.setIdleTimeout(getIdleTimeout());
      return endPoint;
    }
  }
}
