package io.vigie.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpCredentials.JwtAssertion;
import io.vigie.config.http.HttpCredentials.OAuth2;
import io.vigie.config.http.ProxyConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.TestCertificates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OAuth2Test {
  private final FakeClock clock = new FakeClock();
  private final AtomicInteger issued = new AtomicInteger();
  private OutboundClients clients;
  private RawServer tokens;
  private RawServer target;

  @BeforeEach
  void open() throws Exception {
    clients = new OutboundClients("Vigie/test", clock, clock, Map.of());
    tokens =
        new RawServer((_, out) ->
            RawServer.ok(
                out,
                "{\"access_token\":\"t%d\",\"token_type\":\"bearer\",\"expires_in\":60}"
                    .formatted(issued.incrementAndGet())));
    target = new RawServer((_, out) -> RawServer.ok(out, ""));
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
    tokens.close();
    target.close();
  }

  private static HttpClientConfig oauth2(URI tokenUrl, SecretSource secret, JwtAssertion jwt) {
    return HttpClientConfig.DEFAULT.withCredentials(
        new OAuth2(
            "me",
            secret,
            jwt == JwtAssertion.NONE ? OAuth2.CLIENT_CREDENTIALS : OAuth2.JWT_BEARER,
            tokenUrl,
            List.of("read", "write"),
            Map.of("audience", "a b"),
            jwt,
            TlsConfig.DEFAULT,
            ProxyConfig.NONE));
  }

  private OutboundClient client(SecretSource secret) {
    return clients.open(oauth2(tokens.uri("/token"), secret, JwtAssertion.NONE));
  }

  private void ask(OutboundClient client) throws Exception {
    client.send(OutboundRequest.get(target.uri("/metrics")));
  }

  private String lastAuthorization() {
    return target.received.getLast().header("Authorization");
  }

  @Test
  void keepsATokenUntilShortlyBeforeItExpires() throws Exception {
    try (OutboundClient client = client(SecretSource.inline("s3cret"))) {
      ask(client);
      clock.advance(Duration.ofSeconds(49));
      ask(client);
      assertThat(lastAuthorization()).isEqualTo("Bearer t1");
      clock.advance(Duration.ofSeconds(2));
      ask(client);
      assertThat(lastAuthorization()).isEqualTo("Bearer t2");
    }
  }

  @Test
  void asksWithClientAndScopes() throws Exception {
    try (OutboundClient client = client(SecretSource.inline("s3cret"))) {
      ask(client);
      RawServer.Received received = tokens.received.getFirst();
      assertThat(received.requestLine()).isEqualTo("POST /token HTTP/1.1");
      assertThat(received.header("Authorization"))
          .isEqualTo(RequestCredentials.basic("me", "s3cret"));
      assertThat(received.body())
          .isEqualTo("grant_type=client_credentials&scope=read+write&audience=a+b");
    }
  }

  @Test
  void asksAnewWhenTheSecretInTheFileChanges(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("secret");
    Files.writeString(file, "one");
    try (OutboundClient client = client(new SecretSource.InFile(file))) {
      ask(client);
      Files.writeString(file, "two");
      ask(client);
      assertThat(lastAuthorization()).isEqualTo("Bearer t2");
    }
  }

  @Test
  void putsTheClientIntoTheFormIfTheServerWantsItThere() throws Exception {
    try (RawServer picky =
            new RawServer((request, out) -> {
              if (request.body().contains("client_secret=s3cret")) {
                RawServer.ok(out, "{\"access_token\":\"t\"}");
              } else {
                RawServer.reply(out, "401 Unauthorized", "", new byte[0]);
              }
            });
        OutboundClient client =
            clients.open(
                oauth2(picky.uri("/"), SecretSource.inline("s3cret"), JwtAssertion.NONE))) {
      ask(client);
      assertThat(lastAuthorization()).isEqualTo("Bearer t");
    }
  }

  @Test
  void asksForANewTokenAfterOneWasRefused() throws Exception {
    try (RawServer refusing =
            new RawServer((_, out) -> RawServer.reply(out, "401 Unauthorized", "", new byte[0]));
        OutboundClient client = client(SecretSource.inline("s3cret"))) {
      client.send(OutboundRequest.get(refusing.uri("/")));
      ask(client);
      assertThat(lastAuthorization()).isEqualTo("Bearer t2");
    }
  }

  @Test
  void explainsWhyThereIsNoTokenWithoutTheSecret() throws Exception {
    try (RawServer refusing =
            new RawServer((_, out) -> RawServer.reply(out, "400 Bad Request", "", new byte[0]));
        OutboundClient client =
            clients.open(
                oauth2(refusing.uri("/"), SecretSource.inline("s3cret"), JwtAssertion.NONE))) {
      OutboundException failure = catchThrowableOfType(OutboundException.class, () -> ask(client));
      assertThat(failure)
          .hasMessageContaining("answers 400 Bad Request: check client_id")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void signsAnAssertionWithItsKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    SecretSource key =
        SecretSource.inline(TestCertificates.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    JwtAssertion jwt = new JwtAssertion(key, "kid1", "RS256", "", "", Map.of("team", "a"));
    try (OutboundClient client =
        clients.open(oauth2(tokens.uri("/token"), SecretSource.none(), jwt))) {
      ask(client);
      String body = tokens.received.getFirst().body();
      String assertion = body.replaceFirst(".*assertion=([^&]*).*", "$1");
      String[] parts = assertion.split("\\.");
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(pair.getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
      assertThat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
          .contains("\"iss\":\"me\"", "\"team\":\"a\"", "\"scope\":\"read write\"");
    }
  }
}
