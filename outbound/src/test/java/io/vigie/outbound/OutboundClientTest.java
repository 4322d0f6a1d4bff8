package io.vigie.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpCredentials;
import io.vigie.config.http.SecretSource;
import io.vigie.outbound.OutboundException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboundClientTest {
  private static OutboundClients clients;

  @BeforeAll
  static void open() {
    clients = new OutboundClients("Vigie/test");
  }

  @AfterAll
  static void close() {
    clients.close();
  }

  private static OutboundResponse get(HttpClientConfig config, URI uri) throws OutboundException {
    try (OutboundClient client = clients.open(config)) {
      return client.send(OutboundRequest.get(uri));
    }
  }

  private static OutboundException failure(OutboundRequest request) {
    try (OutboundClient client = clients.open(HttpClientConfig.DEFAULT)) {
      return catchThrowableOfType(OutboundException.class, () -> client.send(request));
    }
  }

  @Test
  void asksWithNameAndReturnsAnyStatus() throws Exception {
    try (RawServer server =
        new RawServer((_, out) ->
            RawServer.reply(out, "503 Service Unavailable", "X-Reason: tea\r\n", bytes("no")))) {
      OutboundResponse response = get(HttpClientConfig.DEFAULT, server.uri("/a?b=c%20d"));
      assertThat(response.statusLine()).isEqualTo("503 Service Unavailable");
      assertThat(response.text()).isEqualTo("no");
      assertThat(response.header("x-reason")).isEqualTo("tea");
      assertThat(server.received.getFirst().requestLine()).isEqualTo("GET /a?b=c%20d HTTP/1.1");
      assertThat(server.received.getFirst().header("User-Agent")).isEqualTo("Vigie/test");
      assertThat(server.received.getFirst().header("Host")).isEqualTo("127.0.0.1:" + server.port());
      assertThat(server.received.getFirst().header("Accept-Encoding")).isEmpty();
    }
  }

  @Test
  void usesAConnectionAgain() throws Exception {
    try (RawServer server = new RawServer((_, out) -> RawServer.ok(out, "fine"));
        OutboundClient client = clients.open(HttpClientConfig.DEFAULT)) {
      for (int i = 0; i < 5; i++) {
        client.send(OutboundRequest.get(server.uri("/")));
      }
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void asksAgainWhenAKeptConnectionWasJustClosed() throws Exception {
    try (RawServer server =
            new RawServer((request, out) -> {
              if (request.requestLine().startsWith("GET /second")) {
                out.close();
              } else {
                RawServer.ok(out, "fine");
              }
            });
        OutboundClient client = clients.open(HttpClientConfig.DEFAULT)) {
      client.send(OutboundRequest.get(server.uri("/first")));
      OutboundException failure =
          catchThrowableOfType(
              OutboundException.class,
              () -> client.send(OutboundRequest.get(server.uri("/second"))));
      assertThat(failure.kind()).isEqualTo(Kind.CLOSED);
      assertThat(server.received).hasSize(3);
    }
  }

  @Test
  void decompressesGzipWithinTheBound() throws Exception {
    byte[] plain = "a 1\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    try (RawServer server =
        new RawServer((_, out) ->
            RawServer.reply(out, "200 OK", "Content-Encoding: gzip\r\n", RawServer.gzip(plain)))) {
      assertThat(get(HttpClientConfig.DEFAULT, server.uri("/")).body()).isEqualTo(plain);
      OutboundRequest exact = OutboundRequest.get(server.uri("/")).withMaxBodyBytes(plain.length);
      try (OutboundClient client = clients.open(HttpClientConfig.DEFAULT)) {
        assertThat(client.send(exact).body()).hasSize(plain.length);
      }
      assertThat(failure(exact.withMaxBodyBytes(plain.length - 1)).kind())
          .isEqualTo(Kind.TOO_LARGE);
    }
  }

  @Test
  void stopsAGzipBombAtTheBound() throws Exception {
    byte[] bomb = RawServer.gzip(new byte[64 << 20]);
    try (RawServer server =
        new RawServer(
            (_, out) -> RawServer.reply(out, "200 OK", "Content-Encoding: gzip\r\n", bomb))) {
      OutboundException failure =
          failure(OutboundRequest.get(server.uri("/")).withMaxBodyBytes(1 << 20));
      assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE);
      assertThat(failure).hasMessageContaining("1048576 bytes");
    }
  }

  @Test
  void stopsAnEndlessBodyAtTheBound() throws Exception {
    try (RawServer server =
        new RawServer((_, out) -> {
          out.write(bytes("HTTP/1.1 200 OK\r\n\r\n"));
          while (true) {
            out.write(new byte[1 << 16]);
          }
        })) {
      assertThat(failure(OutboundRequest.get(server.uri("/")).withMaxBodyBytes(10 << 20)).kind())
          .isEqualTo(Kind.TOO_LARGE);
    }
  }

  @Test
  void refusesADeclaredLengthBeyondTheBoundAtOnce() throws Exception {
    try (RawServer server =
        new RawServer((_, out) ->
            out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n")))) {
      assertThat(failure(OutboundRequest.get(server.uri("/"))).kind()).isEqualTo(Kind.TOO_LARGE);
    }
  }

  @Test
  void givesUpADripFeedAtTheDeadline() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        new RawServer((_, out) -> {
          out.write(bytes("HTTP/1.1 200 OK\r\n\r\n"));
          while (!over.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            out.write('a');
            out.flush();
          }
        })) {
      OutboundException failure =
          failure(OutboundRequest.get(server.uri("/")).withTimeout(Duration.ofMillis(300)));
      over.countDown();
      assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(failure)
          .hasMessageContaining("timeout after 300ms")
          .hasMessageContaining("did not finish");
    }
  }

  @Test
  void givesUpAServerThatDoesNotAnswer() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server = new RawServer((_, _) -> over.await())) {
      OutboundException failure =
          failure(OutboundRequest.get(server.uri("/")).withTimeout(Duration.ofMillis(200)));
      over.countDown();
      assertThat(failure).hasMessageContaining("took the request and did not answer");
    }
  }

  @Test
  void saysThatNothingListens() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    OutboundException failure =
        failure(
            OutboundRequest.get(URI.create("http://127.0.0.1:" + port + "/metrics?key=s3cret")));
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure)
        .hasMessage(
            "nothing listens on 127.0.0.1:"
                + port
                + " (connection refused): start the service there, or correct its address");
  }

  @Test
  void takesHostNamesWithAnUnderscore() {
    OutboundException failure =
        failure(OutboundRequest.get(URI.create("http://no_such_host.invalid:9100/metrics?a=b")));
    assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN_HOST);
    assertThat(failure).hasMessageContaining("no_such_host.invalid");
  }

  @Test
  void saysThatANameHasNoAddress() {
    OutboundException failure =
        failure(OutboundRequest.get(URI.create("http://no-such-host.invalid:9100/")));
    assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN_HOST);
    assertThat(failure).hasMessageContaining("no-such-host.invalid");
  }

  @Test
  void saysThatAServerDoesNotSpeakHttp() throws Exception {
    try (RawServer server =
        new RawServer((_, out) -> out.write(bytes("-ERR wrong number of arguments\r\n")))) {
      OutboundException failure = failure(OutboundRequest.get(server.uri("/")));
      assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
      assertThat(failure).hasMessageContaining("does not answer in HTTP");
    }
  }

  @Test
  void saysThatAnAnswerBrokeOff() throws Exception {
    try (RawServer server =
        new RawServer((_, out) -> {
          out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"));
          out.close();
        })) {
      OutboundException failure = failure(OutboundRequest.get(server.uri("/")));
      assertThat(failure.kind()).isEqualTo(Kind.CLOSED);
      assertThat(failure).hasMessageContaining("after 5 bytes");
    }
  }

  @Test
  void saysThatAGzipBodyIsNone() throws Exception {
    try (RawServer server =
        new RawServer((_, out) ->
            RawServer.reply(
                out, "200 OK", "Content-Encoding: gzip\r\n", bytes("plain text here")))) {
      assertThat(failure(OutboundRequest.get(server.uri("/"))))
          .hasMessageContaining("said to be gzip and is not");
    }
  }

  @Test
  void endlessHeadersAreRefused() throws Exception {
    try (RawServer server =
        new RawServer((_, out) -> {
          out.write(bytes("HTTP/1.1 200 OK\r\n"));
          while (true) {
            out.write(bytes("X-More: " + "a".repeat(1000) + "\r\n"));
          }
        })) {
      assertThat(failure(OutboundRequest.get(server.uri("/"))).kind()).isEqualTo(Kind.PROTOCOL);
    }
  }

  @Test
  void sendsBasicCredentialsReadAnewFromTheirFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("password");
    Files.writeString(file, "one\n");
    HttpClientConfig config =
        HttpClientConfig.DEFAULT.withCredentials(
            new HttpCredentials.BasicAuth(
                SecretSource.inline("me"), new SecretSource.InFile(file)));
    try (RawServer server = new RawServer((_, out) -> RawServer.ok(out, ""));
        OutboundClient client = clients.open(config)) {
      client.send(OutboundRequest.get(server.uri("/")));
      Files.writeString(file, "two\n");
      client.send(OutboundRequest.get(server.uri("/")));
      assertThat(server.received.get(0).header("Authorization"))
          .isEqualTo(RequestCredentials.basic("me", "one"));
      assertThat(server.received.get(1).header("Authorization"))
          .isEqualTo(RequestCredentials.basic("me", "two"));
    }
  }

  @Test
  void namesTheSettingWhoseFileCannotBeRead() throws Exception {
    HttpClientConfig config =
        HttpClientConfig.DEFAULT.withCredentials(
            new HttpCredentials.Authorization(
                "Bearer", new SecretSource.InFile(Path.of("/no/such/token"))));
    try (RawServer server = new RawServer((_, out) -> RawServer.ok(out, ""));
        OutboundClient client = clients.open(config)) {
      OutboundException failure =
          catchThrowableOfType(
              OutboundException.class, () -> client.send(OutboundRequest.get(server.uri("/"))));
      assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
      assertThat(failure).hasMessageContaining("/no/such/token");
      assertThat(server.received).isEmpty();
    }
  }

  @Test
  void sendsCredentialsOfTheAddressAndKeepsThemOutOfTheRequestLine() throws Exception {
    try (RawServer server = new RawServer((_, out) -> RawServer.ok(out, ""))) {
      get(
          HttpClientConfig.DEFAULT,
          URI.create("http://me:pw@127.0.0.1:" + server.port() + "/metrics"));
      assertThat(server.received.getFirst().requestLine()).isEqualTo("GET /metrics HTTP/1.1");
      assertThat(server.received.getFirst().header("Authorization"))
          .isEqualTo(RequestCredentials.basic("me", "pw"));
    }
  }

  @Test
  void sendsConfiguredHeaders() throws Exception {
    HttpClientConfig config =
        HttpClientConfig.DEFAULT.withHeaders(
            Map.of("X-Scope-OrgID", List.of(SecretSource.inline("team"))));
    try (RawServer server = new RawServer((_, out) -> RawServer.ok(out, ""))) {
      get(config, server.uri("/"));
      assertThat(server.received.getFirst().header("X-Scope-OrgID")).isEqualTo("team");
    }
  }

  @Test
  void postsABody() throws Exception {
    try (RawServer server = new RawServer((_, out) -> RawServer.ok(out, "thanks"));
        OutboundClient client = clients.open(HttpClientConfig.DEFAULT)) {
      client.send(OutboundRequest.post(server.uri("/in"), "application/json", "{\"a\":1}"));
      RawServer.Received received = server.received.getFirst();
      assertThat(received.requestLine()).isEqualTo("POST /in HTTP/1.1");
      assertThat(received.body()).isEqualTo("{\"a\":1}");
      assertThat(received.header("Content-Type")).isEqualTo("application/json");
    }
  }

  @Test
  void readsAStreamAsItComes() throws Exception {
    CountDownLatch more = new CountDownLatch(1);
    try (RawServer server =
            new RawServer((_, out) -> {
              out.write(bytes("HTTP/1.1 200 OK\r\n\r\nfirst\n"));
              out.flush();
              more.await();
              out.write(bytes("second\n"));
              out.close();
            });
        OutboundClient client = clients.open(HttpClientConfig.DEFAULT);
        OutboundStream stream = client.open(OutboundRequest.get(server.uri("/")))) {
      assertThat(new String(stream.body().readNBytes(6), StandardCharsets.UTF_8))
          .isEqualTo("first\n");
      more.countDown();
      assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("second\n");
    }
  }

  @Test
  void goesThroughAUnixSocket(@TempDir Path directory) throws Exception {
    Path path = directory.resolve("docker.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        OutboundClient client = clients.open(HttpClientConfig.DEFAULT)) {
      server.bind(UnixDomainSocketAddress.of(path));
      Thread.ofVirtual().start(() -> answerOnce(server));
      OutboundResponse response =
          client.send(
              OutboundRequest.get(URI.create("http://localhost/containers/json"))
                  .withUnixSocket(path));
      assertThat(response.text()).isEqualTo("docked");
    }
  }

  private static void answerOnce(ServerSocketChannel server) {
    try (SocketChannel connection = server.accept()) {
      Channels.newInputStream(connection).read(new byte[4096]);
      RawServer.ok(Channels.newOutputStream(connection), "docked");
    } catch (IOException e) {
      // the test will say so
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
