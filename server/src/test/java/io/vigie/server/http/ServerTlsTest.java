package io.vigie.server.http;

import static io.vigie.server.http.RunningHttpServer.settings;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.outbound.tls.TlsContexts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTlsTest {
  private static final RouteGroup HELLO =
      router -> router.get("/hello", _ -> Answer.of(json -> json.string("hello")));

  @TempDir static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    makeCertificate("server");
    makeCertificate("client");
  }

  /// A self-signed certificate by the JDK's keytool, as PEM.
  private static void makeCertificate(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    write(name + ".crt", "CERTIFICATE", keys.getCertificate("it").getEncoded());
    write(name + ".key", "PRIVATE KEY", keys.getKey("it", "changeit".toCharArray()).getEncoded());
  }

  private static void write(String file, String type, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, base64, type));
  }

  private static WebConfig webConfig(String more) throws IOException {
    String text = "tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n" + more;
    return WebConfigFile.read(Files.writeString(folder.resolve("web.yml"), text));
  }

  private static TlsConfig client(boolean withCertificate) {
    SecretSource none = SecretSource.none();
    return new TlsConfig(
        new SecretSource.InFile(folder.resolve("server.crt")),
        withCertificate ? new SecretSource.InFile(folder.resolve("client.crt")) : none,
        withCertificate ? new SecretSource.InFile(folder.resolve("client.key")) : none,
        "",
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static HttpResponse<String> get(RunningHttpServer server, boolean withCertificate)
      throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder().sslContext(TlsContexts.create(client(withCertificate))).build()) {
      URI uri = URI.create("https://127.0.0.1:" + server.port() + "/api/v1/hello");
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void servesOverTls() throws Exception {
    try (var server =
        new RunningHttpServer(settings().webConfig(Optional.of(webConfig(""))), HELLO)) {
      assertThat(get(server, false).body()).contains("hello");
    }
  }

  /// The name in the certificate that the server shows.
  private static String nameShownBy(RunningHttpServer server) throws Exception {
    SecretSource none = SecretSource.none();
    TlsConfig anybody =
        new TlsConfig(none, none, none, "", true, Optional.empty(), Optional.empty());
    try (HttpClient http =
        HttpClient.newBuilder().sslContext(TlsContexts.create(anybody)).build()) {
      URI uri = URI.create("https://127.0.0.1:" + server.port() + "/api/v1/hello");
      HttpResponse<String> response =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      X509Certificate shown =
          (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    }
  }

  private static void useCertificateOf(String name) throws IOException {
    for (String type : List.of(".crt", ".key")) {
      Files.copy(folder.resolve(name + type), folder.resolve("renewed" + type), REPLACE_EXISTING);
    }
  }

  @Test
  void aRenewedCertificateIsShownFromTheNextConnectionOnAndABrokenOneNever() throws Exception {
    useCertificateOf("server");
    String text = "tls_server_config: {cert_file: renewed.crt, key_file: renewed.key}\n";
    WebConfig web = WebConfigFile.read(Files.writeString(folder.resolve("renewed.yml"), text));
    try (var server = new RunningHttpServer(settings().webConfig(Optional.of(web)), HELLO)) {
      assertThat(nameShownBy(server)).isEqualTo("CN=server");
      useCertificateOf("client");
      server.renew(web);
      assertThat(nameShownBy(server)).isEqualTo("CN=client");
      Files.writeString(folder.resolve("renewed.key"), "broken");
      assertThatThrownBy(() -> server.renew(web)).hasMessageContaining("renewed.key");
      assertThat(nameShownBy(server)).isEqualTo("CN=client");
    }
  }

  @Test
  void encryptionAndWhetherAnybodyIsAskedDoNotComeAndGoWhileTheServerRuns() throws Exception {
    WebConfig plain = WebConfigFile.read(Files.writeString(folder.resolve("plain.yml"), "{}\n"));
    try (var server =
        new RunningHttpServer(settings().webConfig(Optional.of(webConfig(""))), HELLO)) {
      assertThatThrownBy(() -> server.renew(plain)).hasMessageContaining("restart");
      assertThat(get(server, false).body()).contains("hello");
    }
  }

  @Test
  void demandsACertificateOfClientsAndMayThenListenForEverybody() throws Exception {
    WebConfig web =
        webConfig("  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: client.crt\n");
    try (var server =
        new RunningHttpServer(
            settings()
                .webConfig(Optional.of(web))
                .listenAddresses(List.of(new ListenAddress("0.0.0.0", 0))),
            HELLO)) {
      assertThat(get(server, true).body()).contains("hello");
      assertThatThrownBy(() -> get(server, false)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void noticesThroughTlsThatACallerHasGone() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    RouteGroup slow =
        router ->
            router.get(
                "/slow",
                request -> {
                  try (var _ = request.onDisconnect(cancelled::countDown)) {
                    begun.countDown();
                    cancelled.await(20, TimeUnit.SECONDS);
                    return Answer.NOTHING;
                  }
                });
    try (var server =
        new RunningHttpServer(settings().webConfig(Optional.of(webConfig(""))), slow)) {
      try (SSLSocket socket =
          (SSLSocket)
              TlsContexts.create(client(false))
                  .getSocketFactory()
                  .createSocket("127.0.0.1", server.port())) {
        socket
            .getOutputStream()
            .write(
                "GET /api/v1/slow HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void namesTheFileThatIsNoCertificate() throws Exception {
    Files.writeString(folder.resolve("broken.crt"), "no certificate");
    WebConfig web =
        WebConfigFile.read(
            Files.writeString(
                folder.resolve("broken.yml"),
                "tls_server_config: {cert_file: broken.crt, key_file: server.key}"));
    assertThatThrownBy(() -> new RunningHttpServer(settings().webConfig(Optional.of(web))))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("broken.crt");
  }
}
