package io.vigie.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.config.http.TlsConfig.TlsVersion;
import io.vigie.outbound.OutboundException.Kind;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.TestCertificates;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir static Path directory;
  private static OutboundClients clients;
  private static TestCertificates server;
  private static TestCertificates client;

  @BeforeAll
  static void open() throws Exception {
    clients = new OutboundClients("Vigie/test");
    server = TestCertificates.create(directory, "server", "dns:metrics.example,ip:127.0.0.1");
    client = TestCertificates.create(directory, "client", "dns:client");
  }

  @AfterAll
  static void close() {
    clients.close();
  }

  private static TlsConfig tls(SecretSource ca, SecretSource cert, SecretSource key, String name) {
    return new TlsConfig(ca, cert, key, name, false, Optional.empty(), Optional.empty());
  }

  private static TlsConfig trusting(TestCertificates certificates) throws Exception {
    return tls(
        SecretSource.inline(certificates.certificatePem()),
        SecretSource.none(),
        SecretSource.none(),
        "");
  }

  private static RawServer serving(TestCertificates certificates) throws Exception {
    return RawServer.tls(
        certificates.serverContext(), false, (_, out) -> RawServer.ok(out, "secure"));
  }

  private static String get(TlsConfig tls, URI uri) throws OutboundException {
    try (OutboundClient client = clients.open(HttpClientConfig.DEFAULT.withTls(tls))) {
      return client.send(OutboundRequest.get(uri)).text();
    }
  }

  private static OutboundException failure(TlsConfig tls, URI uri) {
    OutboundException failure = catchThrowableOfType(OutboundException.class, () -> get(tls, uri));
    assertThat(failure.kind()).isEqualTo(Kind.TLS);
    return failure;
  }

  @Test
  void trustsTheConfiguredAuthority() throws Exception {
    try (RawServer https = serving(server)) {
      assertThat(get(trusting(server), https.uri("/"))).isEqualTo("secure");
    }
  }

  @Test
  void doesNotTrustAnybodyElse() throws Exception {
    try (RawServer https = serving(server)) {
      assertThat(failure(TlsConfig.DEFAULT, https.uri("/")))
          .hasMessageContaining("name that authority in tls_config.ca_file");
    }
  }

  @Test
  void refusesACertificateForAnotherName() throws Exception {
    try (RawServer https = serving(server)) {
      assertThat(failure(trusting(server), https.uri("localhost", "/")))
          .hasMessageContaining("set tls_config.server_name");
    }
  }

  @Test
  void comparesWithTheConfiguredServerName() throws Exception {
    SecretSource ca = SecretSource.inline(server.certificatePem());
    try (RawServer https = serving(server)) {
      URI uri = https.uri("localhost", "/");
      assertThat(get(tls(ca, SecretSource.none(), SecretSource.none(), "metrics.example"), uri))
          .isEqualTo("secure");
      failure(tls(ca, SecretSource.none(), SecretSource.none(), "other.example"), uri);
    }
  }

  @Test
  void acceptsAnythingIfToldToSkipTheCheck() throws Exception {
    TlsConfig careless =
        new TlsConfig(
            SecretSource.none(),
            SecretSource.none(),
            SecretSource.none(),
            "",
            true,
            Optional.empty(),
            Optional.empty());
    try (RawServer https = serving(server)) {
      assertThat(get(careless, https.uri("localhost", "/"))).isEqualTo("secure");
    }
  }

  @Test
  void showsItsOwnCertificate() throws Exception {
    SecretSource ca = SecretSource.inline(server.certificatePem());
    try (RawServer https =
        RawServer.tls(server.serverContext(client), true, (_, out) -> RawServer.ok(out, "you"))) {
      TlsConfig known =
          tls(
              ca,
              SecretSource.inline(client.certificatePem()),
              SecretSource.inline(client.keyPem()),
              "");
      assertThat(get(known, https.uri("/"))).isEqualTo("you");
    }
  }

  @Test
  void saysThatTheCertificateHasExpired() throws Exception {
    TestCertificates old =
        TestCertificates.create(
            directory, "old", "ip:127.0.0.1", "-startdate", "-10d", "-validity", "2");
    try (RawServer https = serving(old)) {
      assertThat(failure(trusting(old), https.uri("/")))
          .hasMessageContaining("its certificate has expired: renew it");
    }
  }

  @Test
  void saysThatTheServerDoesNotSpeakTls() throws Exception {
    try (RawServer http = new RawServer((_, out) -> RawServer.ok(out, "plain"))) {
      URI uri = URI.create("https://127.0.0.1:" + http.port() + "/");
      // What a plain server does with a TLS greeting: it waits for the end of a line, or refuses.
      OutboundException failure =
          catchThrowableOfType(
              OutboundException.class,
              () -> {
                try (OutboundClient client = clients.open(HttpClientConfig.DEFAULT)) {
                  client.send(OutboundRequest.get(uri).withTimeout(Duration.ofMillis(500)));
                }
              });
      assertThat(failure).isNotNull();
    }
  }

  @Test
  void keepsToTheVersionsAllowed() throws Exception {
    TlsConfig only12 =
        new TlsConfig(
            SecretSource.inline(server.certificatePem()),
            SecretSource.none(),
            SecretSource.none(),
            "",
            false,
            Optional.empty(),
            Optional.of(TlsVersion.TLS12));
    try (RawServer https = serving(server)) {
      assertThat(get(only12, https.uri("/"))).isEqualTo("secure");
    }
  }

  @Test
  void namesTheFileThatCannotBeUsed() throws Exception {
    Path file = directory.resolve("nonsense.pem");
    Files.writeString(file, "nonsense");
    TlsConfig broken =
        tls(new SecretSource.InFile(file), SecretSource.none(), SecretSource.none(), "");
    try (RawServer https = serving(server)) {
      OutboundException failure =
          catchThrowableOfType(OutboundException.class, () -> get(broken, https.uri("/")));
      assertThat(failure).hasMessageContaining("ca_file " + file);
    }
  }

  @Test
  void takesUpAnAuthorityThatChangesInItsFile() throws Exception {
    TestCertificates next = TestCertificates.create(directory, "next", "ip:127.0.0.1");
    Path file = directory.resolve("ca.pem");
    Files.writeString(file, next.certificatePem());
    FakeClock clock = new FakeClock();
    TlsConfig tls =
        tls(new SecretSource.InFile(file), SecretSource.none(), SecretSource.none(), "");
    try (RawServer https = serving(server);
        OutboundClients own = new OutboundClients("Vigie/test", clock, clock, Map.of());
        OutboundClient client = own.open(HttpClientConfig.DEFAULT.withTls(tls))) {
      OutboundRequest request = OutboundRequest.get(https.uri("/"));
      catchThrowableOfType(OutboundException.class, () -> client.send(request));
      Files.writeString(file, server.certificatePem());
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
      clock.advance(Duration.ofSeconds(2));
      assertThat(client.send(request).text()).isEqualTo("secure");
    }
  }
}
