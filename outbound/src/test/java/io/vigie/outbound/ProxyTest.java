package io.vigie.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.ProxyConfig;
import io.vigie.config.http.Secret;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.OutboundException.Kind;
import io.vigie.testkit.TestCertificates;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyTest {
  private static HttpClientConfig through(String proxy, String noProxy) {
    return HttpClientConfig.DEFAULT.withProxy(
        new ProxyConfig(Optional.of(URI.create(proxy)), noProxy, false, Map.of()));
  }

  private static OutboundClients clients(Map<String, String> environment) {
    return new OutboundClients("Vigie/test", InstantSource.system(), Ticker.system(), environment);
  }

  @Test
  void asksTheProxyForPlainHttp() throws Exception {
    try (RawServer proxy = new RawServer((_, out) -> RawServer.ok(out, "by proxy"));
        OutboundClients clients = clients(Map.of());
        OutboundClient client =
            clients.open(through("http://me:pw@127.0.0.1:" + proxy.port(), ""))) {
      OutboundResponse response =
          client.send(OutboundRequest.get(URI.create("http://target.invalid:9100/metrics")));
      assertThat(response.text()).isEqualTo("by proxy");
      RawServer.Received received = proxy.received.getFirst();
      assertThat(received.requestLine())
          .isEqualTo("GET http://target.invalid:9100/metrics HTTP/1.1");
      assertThat(received.header("Proxy-Authorization"))
          .isEqualTo(RequestCredentials.basic("me", "pw"));
    }
  }

  @Test
  void goesDirectlyWhereNoProxySaysSo() throws Exception {
    try (RawServer proxy = new RawServer((_, out) -> RawServer.ok(out, "by proxy"));
        RawServer target = new RawServer((_, out) -> RawServer.ok(out, "directly"));
        OutboundClients clients = clients(Map.of());
        OutboundClient client =
            clients.open(through("http://127.0.0.1:" + proxy.port(), "127.0.0.0/8"))) {
      assertThat(client.send(OutboundRequest.get(target.uri("/"))).text()).isEqualTo("directly");
      assertThat(proxy.received).isEmpty();
    }
  }

  @Test
  void takesTheProxyFromTheEnvironment() throws Exception {
    try (RawServer proxy = new RawServer((_, out) -> RawServer.ok(out, "by proxy"));
        OutboundClients clients =
            clients(
                Map.of("http_proxy", "127.0.0.1:" + proxy.port(), "NO_PROXY", "direct.invalid"));
        OutboundClient client =
            clients.open(
                HttpClientConfig.DEFAULT.withProxy(
                    new ProxyConfig(Optional.empty(), "", true, Map.of())))) {
      assertThat(client.send(OutboundRequest.get(URI.create("http://target.invalid/"))).text())
          .isEqualTo("by proxy");
      OutboundException failure =
          catchThrowableOfType(
              OutboundException.class,
              () -> client.send(OutboundRequest.get(URI.create("http://direct.invalid/"))));
      assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN_HOST);
    }
  }

  @Test
  void tunnelsTlsWithTheHeadersForConnect(@TempDir Path directory) throws Exception {
    TestCertificates certificates =
        TestCertificates.create(directory, "target", "dns:target.invalid");
    try (RawServer target =
            RawServer.tls(
                certificates.serverContext(), false, (_, out) -> RawServer.ok(out, "tunnelled"));
        RawServer proxy = new RawServer((_, out) -> tunnel(out, target.port()));
        OutboundClients clients = clients(Map.of())) {
      // The fake proxy cannot hand over its input, so it only shows what it was asked.
      TlsConfig tls =
          new TlsConfig(
              SecretSource.inline(certificates.certificatePem()),
              SecretSource.none(),
              SecretSource.none(),
              "",
              false,
              Optional.empty(),
              Optional.empty());
      HttpClientConfig config =
          HttpClientConfig.DEFAULT
              .withTls(tls)
              .withProxy(
                  new ProxyConfig(
                      Optional.of(URI.create("http://127.0.0.1:" + proxy.port())),
                      "",
                      false,
                      Map.of("X-Proxy-Token", List.of(Secret.of("s3cret")))));
      try (OutboundClient client = clients.open(config)) {
        OutboundException failure =
            catchThrowableOfType(
                OutboundException.class,
                () ->
                    client.send(OutboundRequest.get(URI.create("https://target.invalid/metrics"))));
        RawServer.Received received = proxy.received.getFirst();
        assertThat(received.requestLine()).isEqualTo("CONNECT target.invalid:443 HTTP/1.1");
        assertThat(received.header("X-Proxy-Token")).isEqualTo("s3cret");
        assertThat(failure.kind()).isEqualTo(Kind.PROXY);
        assertThat(failure).hasMessageContaining("status 407").hasMessageNotContaining("s3cret");
      }
    }
  }

  private static void tunnel(OutputStream out, int port) throws Exception {
    RawServer.reply(out, "407 Proxy Authentication Required", "", new byte[0]);
  }

  @Test
  void tunnelsThroughAProxyThatAgrees(@TempDir Path directory) throws Exception {
    TestCertificates certificates =
        TestCertificates.create(directory, "target", "dns:target.invalid");
    try (RawServer target =
            RawServer.tls(
                certificates.serverContext(), false, (_, out) -> RawServer.ok(out, "tunnelled"));
        ConnectProxy proxy = new ConnectProxy(target.port());
        OutboundClients clients = clients(Map.of());
        OutboundClient client =
            clients.open(
                through("http://127.0.0.1:" + proxy.port(), "")
                    .withTls(
                        new TlsConfig(
                            SecretSource.inline(certificates.certificatePem()),
                            SecretSource.none(),
                            SecretSource.none(),
                            "",
                            false,
                            Optional.empty(),
                            Optional.empty())))) {
      assertThat(client.send(OutboundRequest.get(URI.create("https://target.invalid/"))).text())
          .isEqualTo("tunnelled");
    }
  }

  @Test
  void goesThroughASocksProxyThatLooksUpTheName() throws Exception {
    try (RawServer target = new RawServer((_, out) -> RawServer.ok(out, "through socks"));
        FakeSocks5 proxy = new FakeSocks5(target.port(), false);
        OutboundClients clients = clients(Map.of());
        OutboundClient client = clients.open(through("socks5://127.0.0.1:" + proxy.port(), ""))) {
      assertThat(client.send(OutboundRequest.get(URI.create("http://target.invalid/a"))).text())
          .isEqualTo("through socks");
      assertThat(proxy.destinations).containsExactly("target.invalid:80");
      assertThat(target.received.getFirst().requestLine()).isEqualTo("GET /a HTTP/1.1");
    }
  }

  @Test
  void showsItsNameAndPasswordToASocksProxy() throws Exception {
    try (RawServer target = new RawServer((_, out) -> RawServer.ok(out, "through socks"));
        FakeSocks5 proxy = new FakeSocks5(target.port(), true);
        OutboundClients clients = clients(Map.of());
        OutboundClient client =
            clients.open(through("socks5h://me:s3cret@127.0.0.1:" + proxy.port(), ""))) {
      assertThat(client.send(OutboundRequest.get(URI.create("http://10.1.2.3:81/"))).text())
          .isEqualTo("through socks");
      assertThat(proxy.callers).containsExactly("me:s3cret");
      assertThat(proxy.destinations).containsExactly("10.1.2.3:81");
      assertThat(target.received.getFirst().headers().toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void speaksTlsToAProxyThatWantsIt(@TempDir Path directory) throws Exception {
    TestCertificates certificates = TestCertificates.create(directory, "proxy", "ip:127.0.0.1");
    TlsConfig trusting =
        new TlsConfig(
            SecretSource.inline(certificates.certificatePem()),
            SecretSource.none(),
            SecretSource.none(),
            "",
            false,
            Optional.empty(),
            Optional.empty());
    try (RawServer proxy =
            RawServer.tls(
                certificates.serverContext(), false, (_, out) -> RawServer.ok(out, "by proxy"));
        OutboundClients clients = clients(Map.of());
        OutboundClient client =
            clients.open(through("https://u:p@127.0.0.1:" + proxy.port(), "").withTls(trusting));
        OutboundClient distrusting =
            clients.open(through("https://127.0.0.1:" + proxy.port(), ""))) {
      OutboundRequest request = OutboundRequest.get(URI.create("http://target.invalid/metrics"));
      assertThat(client.send(request).text()).isEqualTo("by proxy");
      RawServer.Received received = proxy.received.getFirst();
      assertThat(received.requestLine()).isEqualTo("GET http://target.invalid/metrics HTTP/1.1");
      assertThat(received.header("Proxy-Authorization")).startsWith("Basic ");
      OutboundException failure =
          catchThrowableOfType(OutboundException.class, () -> distrusting.send(request));
      assertThat(failure.kind()).isEqualTo(Kind.TLS);
      assertThat(failure).hasMessageContaining("127.0.0.1:" + proxy.port());
    }
  }

  @Test
  void namesTheProxyWhenItCannotBeReached() throws Exception {
    int port;
    try (RawServer gone = new RawServer((_, _) -> {})) {
      port = gone.port();
    }
    try (OutboundClients clients = clients(Map.of());
        OutboundClient client = clients.open(through("http://127.0.0.1:" + port, ""))) {
      OutboundException failure =
          catchThrowableOfType(
              OutboundException.class,
              () -> client.send(OutboundRequest.get(URI.create("http://target.invalid/"))));
      assertThat(failure).hasMessageContaining("through the proxy 127.0.0.1:" + port);
    }
  }

  /// Answers CONNECT and then passes bytes both ways to one local port.
  private static final class ConnectProxy implements AutoCloseable {
    private final java.net.ServerSocket socket;

    ConnectProxy(int targetPort) throws Exception {
      socket = new java.net.ServerSocket(0, 16, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(() -> accept(targetPort));
    }

    int port() {
      return socket.getLocalPort();
    }

    private void accept(int targetPort) {
      try {
        while (true) {
          Socket client = socket.accept();
          Thread.ofVirtual().start(() -> serve(client, targetPort));
        }
      } catch (Exception e) {
        // closed
      }
    }

    private static void serve(Socket client, int targetPort) {
      try (client;
          Socket target = new Socket(InetAddress.getLoopbackAddress(), targetPort)) {
        InputStream in = client.getInputStream();
        int newlines = 0;
        while (newlines < 4) {
          int b = in.read();
          newlines = b == '\r' || b == '\n' ? newlines + 1 : 0;
        }
        client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes());
        Thread back =
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    target.getInputStream().transferTo(client.getOutputStream());
                  } catch (Exception e) {
                    // closed
                  }
                });
        in.transferTo(target.getOutputStream());
        back.join();
      } catch (Exception e) {
        // closed
      }
    }

    @Override
    public void close() throws Exception {
      socket.close();
    }
  }
}
