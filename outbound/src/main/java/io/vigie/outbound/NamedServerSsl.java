package io.vigie.outbound;

import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// TLS towards a server that is known by another name than its address: `tls_config.server_name`
/// goes into the SNI extension and is what its certificate is compared with.
final class NamedServerSsl extends SslContextFactory.Client {
  private final String serverName;

  /// @param serverName empty means the host connected to
  NamedServerSsl(String serverName) {
    this.serverName = serverName;
  }

  @Override
  public SSLEngine newSSLEngine(String host, int port) {
    return super.newSSLEngine(serverName.isEmpty() ? host : serverName, port);
  }
}
