package io.vigie.health.check;

import io.vigie.config.http.TlsConfig;
import io.vigie.outbound.HostAndPort;
import io.vigie.outbound.tls.TlsContexts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// What a server shows when TLS begins.
///
/// @param expiry when the first of its chain expires
record PeerCertificate(String subject, String issuer, Instant expiry, String protocol) {
  /// Shakes hands and goes.
  ///
  /// @throws IOException if the server cannot be reached, or not be trusted
  static PeerCertificate of(HostAndPort server, TlsConfig tls, Duration patience)
      throws IOException {
    int millis = Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE);
    InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
    if (address.isUnresolved()) {
      throw new UnknownHostException("the name " + server.host() + " has no address");
    }
    String name = tls.serverName().isEmpty() ? server.host() : tls.serverName();
    try (Socket plain = new Socket()) {
      plain.connect(address, millis);
      plain.setSoTimeout(millis);
      try (SSLSocket socket =
          (SSLSocket)
              TlsContexts.create(tls)
                  .getSocketFactory()
                  .createSocket(plain, name, server.port(), true)) {
        if (!tls.insecureSkipVerify()) {
          SSLParameters parameters = socket.getSSLParameters();
          parameters.setEndpointIdentificationAlgorithm("HTTPS");
          socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return of(socket);
      }
    }
  }

  private static PeerCertificate of(SSLSocket socket) throws IOException {
    Certificate[] chain = socket.getSession().getPeerCertificates();
    Instant expiry =
        Arrays.stream(chain)
            .map(certificate -> ((X509Certificate) certificate).getNotAfter().toInstant())
            .min(Instant::compareTo)
            .orElseThrow();
    X509Certificate own = (X509Certificate) chain[0];
    return new PeerCertificate(
        own.getSubjectX500Principal().getName(),
        own.getIssuerX500Principal().getName(),
        expiry,
        socket.getSession().getProtocol());
  }
}
