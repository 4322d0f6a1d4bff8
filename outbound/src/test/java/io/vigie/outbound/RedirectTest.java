package io.vigie.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpCredentials;
import io.vigie.config.http.SecretSource;
import io.vigie.outbound.OutboundException.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedirectTest {
  private static final HttpClientConfig WITH_SECRETS =
      HttpClientConfig.DEFAULT
          .withCredentials(
              new HttpCredentials.Authorization("Bearer", SecretSource.inline("s3cret")))
          .withHeaders(
              Map.of(
                  "Cookie", List.of(SecretSource.inline("id=s3cret")),
                  "X-Api-Key", List.of(SecretSource.inline("s3cret")),
                  "X-Colour", List.of(SecretSource.inline("blue"))));

  private static OutboundClients clients;

  @BeforeAll
  static void open() {
    clients = new OutboundClients("Vigie/test");
  }

  @AfterAll
  static void close() {
    clients.close();
  }

  private static RawServer redirectingTo(String status, java.util.function.Supplier<String> target)
      throws Exception {
    return new RawServer((request, out) -> {
      if (request.requestLine().contains(" /start")) {
        RawServer.reply(out, status, "Location: " + target.get() + "\r\n", "moved".getBytes());
      } else {
        RawServer.ok(out, "arrived");
      }
    });
  }

  @Test
  void followsToThePlaceThatAnswers() throws Exception {
    try (RawServer server = redirectingTo("302 Found", () -> "/end?x=1");
        OutboundClient client = clients.open(WITH_SECRETS)) {
      OutboundResponse response = client.send(OutboundRequest.get(server.uri("/start")));
      assertThat(response.text()).isEqualTo("arrived");
      assertThat(response.uri().getPath()).isEqualTo("/end");
      assertThat(server.received.getLast().header("Authorization")).isEqualTo("Bearer s3cret");
      assertThat(server.received.getLast().header("X-Api-Key")).isEqualTo("s3cret");
    }
  }

  @Test
  void leavesCredentialsBehindWhenTheHostChanges() throws Exception {
    try (RawServer other = new RawServer((_, out) -> RawServer.ok(out, "other"));
        RawServer server =
            redirectingTo("302 Found", () -> other.uri("localhost", "/").toString());
        OutboundClient client = clients.open(WITH_SECRETS)) {
      assertThat(client.send(OutboundRequest.get(server.uri("/start"))).text()).isEqualTo("other");
      RawServer.Received received = other.received.getFirst();
      assertThat(received.headers().toString()).doesNotContain("s3cret");
      assertThat(received.header("X-Colour")).isEqualTo("blue");
    }
  }

  @Test
  void credentialsStayBehindEvenIfTheChainComesBack() throws Exception {
    RawServer[] other = new RawServer[1];
    try (RawServer server =
        redirectingTo("302 Found", () -> other[0].uri("localhost", "/start").toString())) {
      other[0] = redirectingTo("302 Found", () -> server.uri("/back").toString());
      try (OutboundClient client = clients.open(WITH_SECRETS)) {
        client.send(OutboundRequest.get(server.uri("/start")));
        assertThat(server.received.getLast().requestLine()).startsWith("GET /back");
        assertThat(server.received.getLast().headers().toString()).doesNotContain("s3cret");
      } finally {
        other[0].close();
      }
    }
  }

  @Test
  void credentialsOfTheAddressStayBehindToo() throws Exception {
    try (RawServer other = new RawServer((_, out) -> RawServer.ok(out, "other"));
        RawServer server =
            redirectingTo("307 Temporary Redirect", () -> other.uri("localhost", "/").toString());
        OutboundClient client = clients.open(HttpClientConfig.DEFAULT)) {
      client.send(OutboundRequest.get(server.uri("me:pw@127.0.0.1", "/start")));
      assertThat(other.received.getFirst().header("Authorization")).isEmpty();
    }
  }

  @Test
  void returnsTheRedirectItselfIfItMayNotFollow() throws Exception {
    try (RawServer server = redirectingTo("302 Found", () -> "/end");
        OutboundClient client = clients.open(HttpClientConfig.DEFAULT.withFollowRedirects(false))) {
      assertThat(client.send(OutboundRequest.get(server.uri("/start"))).statusLine())
          .isEqualTo("302 Found");
    }
  }

  @Test
  void aPostBecomesAGetUnlessTheServerWantsItAgain() throws Exception {
    try (RawServer found = redirectingTo("303 See Other", () -> "/end");
        RawServer again = redirectingTo("308 Permanent Redirect", () -> "/end");
        OutboundClient client = clients.open(HttpClientConfig.DEFAULT)) {
      client.send(OutboundRequest.post(found.uri("/start"), "text/plain", "hello"));
      assertThat(found.received.getLast().requestLine()).isEqualTo("GET /end HTTP/1.1");
      assertThat(found.received.getLast().body()).isEmpty();
      client.send(OutboundRequest.post(again.uri("/start"), "text/plain", "hello"));
      assertThat(again.received.getLast().requestLine()).isEqualTo("POST /end HTTP/1.1");
      assertThat(again.received.getLast().body()).isEqualTo("hello");
    }
  }

  @Test
  void refusesToRunInCircles() throws Exception {
    try (RawServer server = redirectingTo("302 Found", () -> "/start");
        OutboundClient client = clients.open(HttpClientConfig.DEFAULT)) {
      OutboundException failure =
          catchThrowableOfType(
              OutboundException.class,
              () -> client.send(OutboundRequest.get(server.uri("/start"))));
      assertThat(failure.kind()).isEqualTo(Kind.REDIRECT);
      assertThat(server.received).hasSize(11);
    }
  }

  @Test
  void refusesToFollowToAnythingButHttp() throws Exception {
    try (RawServer server = redirectingTo("302 Found", () -> "file:///etc/passwd");
        OutboundClient client = clients.open(HttpClientConfig.DEFAULT)) {
      OutboundException failure =
          catchThrowableOfType(
              OutboundException.class,
              () -> client.send(OutboundRequest.get(server.uri("/start"))));
      assertThat(failure).hasMessageContaining("not an HTTP address");
    }
  }
}
