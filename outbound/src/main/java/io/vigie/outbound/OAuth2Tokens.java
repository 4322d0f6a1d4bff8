package io.vigie.outbound;

import io.vigie.config.http.HttpCredentials.OAuth2;
import io.vigie.config.http.SecretSource;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.OutboundException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Obtains access tokens (RFC 6749 section 4.4, RFC 7523 section 2.1) and keeps one until shortly
/// before it expires, or until the secret or key it was obtained with changes. Thread-safe; one
/// request at a time goes to the token server.
final class OAuth2Tokens implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long MAX_BODY_BYTES = 1 << 20;
  private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofSeconds(10);
  private static final long NEVER = Long.MAX_VALUE;

  private final OAuth2 config;
  private final OutboundClient client;
  private final InstantSource clock;
  private final Ticker ticker;

  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock.
  private @Nullable Token token;
  private boolean clientIdInBody;

  /// @param authorization value of the `Authorization` header
  /// @param secret what it was obtained with
  /// @param expiresAtNanos by the ticker, or [#NEVER]
  private record Token(String authorization, String secret, long expiresAtNanos) {
    boolean isUsable(String currentSecret, long nowNanos) {
      return secret.equals(currentSecret)
          && (expiresAtNanos == NEVER || nowNanos - expiresAtNanos < 0);
    }
  }

  /// @param client goes to the token server without credentials
  OAuth2Tokens(OAuth2 config, OutboundClient client, InstantSource clock, Ticker ticker) {
    this.config = config;
    this.client = client;
    this.clock = clock;
    this.ticker = ticker;
  }

  /// The value of the `Authorization` header.
  ///
  /// @throws OutboundException if no token could be obtained in time
  String authorization(Duration timeout) throws OutboundException {
    String secret = RequestCredentials.read("oauth2 " + secretName(), secretSource());
    lock.lock();
    try {
      Token known = token;
      if (known == null || !known.isUsable(secret, ticker.readNanos())) {
        known = obtain(secret, timeout);
        token = known;
      }
      return known.authorization();
    } finally {
      lock.unlock();
    }
  }

  void forget() {
    lock.lock();
    try {
      token = null;
    } finally {
      lock.unlock();
    }
  }

  private boolean usesJwt() {
    return config.grantType().equals(OAuth2.JWT_BEARER);
  }

  private SecretSource secretSource() {
    return usesJwt() ? config.assertion().certificateKey() : config.clientSecret();
  }

  private String secretName() {
    return usesJwt() ? "client_certificate_key" : "client_secret";
  }

  private Token obtain(String secret, Duration timeout) throws OutboundException {
    OutboundResponse response = ask(secret, timeout);
    if (response.status() / 100 == 4 && !usesJwt() && !clientIdInBody) {
      // Some servers want the client's name and secret in the form rather than in a header.
      clientIdInBody = true;
      OutboundResponse second = ask(secret, timeout);
      clientIdInBody = second.isSuccess();
      response = second.isSuccess() ? second : response;
    }
    if (!response.isSuccess()) {
      throw failure(
          "answers %s: check client_id, client_secret and scopes".formatted(response.statusLine()));
    }
    return parse(response.text(), secret);
  }

  private OutboundResponse ask(String secret, Duration timeout) throws OutboundException {
    OutboundRequest request =
        OutboundRequest.post(config.tokenUrl(), "application/x-www-form-urlencoded", form(secret))
            .withHeader("Accept", "application/json")
            .withTimeout(timeout)
            .withMaxBodyBytes(MAX_BODY_BYTES);
    if (!usesJwt() && !clientIdInBody) {
      request =
          request.withHeader(
              "Authorization", RequestCredentials.basic(encode(config.clientId()), encode(secret)));
    }
    try {
      return client.send(request);
    } catch (OutboundException e) {
      throw new OutboundException(e.kind(), "no OAuth2 token: " + e.getMessage(), e);
    }
  }

  private String form(String secret) throws OutboundException {
    List<String> fields = new ArrayList<>();
    if (usesJwt()) {
      add(fields, "grant_type", OAuth2.JWT_BEARER);
      add(fields, "assertion", JwtAssertions.sign(config, secret, clock.instant()));
    } else {
      add(fields, "grant_type", OAuth2.CLIENT_CREDENTIALS);
    }
    if (!usesJwt() && clientIdInBody) {
      add(fields, "client_id", config.clientId());
      add(fields, "client_secret", secret);
    }
    if (!config.scopes().isEmpty()) {
      add(fields, "scope", String.join(" ", config.scopes()));
    }
    config.endpointParams().forEach((name, value) -> add(fields, name, value));
    return String.join("&", fields);
  }

  private static void add(List<String> fields, String name, String value) {
    fields.add(encode(name) + "=" + encode(value));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Token parse(String body, String secret) throws OutboundException {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JacksonException e) {
      throw failure("does not answer in JSON: check token_url");
    }
    String accessToken = answer.path("access_token").asString("");
    if (accessToken.isEmpty()) {
      throw failure("answers without access_token: check token_url");
    }
    String type = answer.path("token_type").asString("");
    return new Token(
        (type.isEmpty() || type.equalsIgnoreCase("bearer") ? "Bearer" : type) + " " + accessToken,
        secret,
        expiry(answer.path("expires_in").asLong(0)));
  }

  private long expiry(long expiresInSeconds) {
    if (expiresInSeconds <= 0) {
      return NEVER;
    }
    Duration lifetime = Duration.ofSeconds(expiresInSeconds);
    Duration usable =
        lifetime.compareTo(RENEW_BEFORE_EXPIRY) > 0
            ? lifetime.minus(RENEW_BEFORE_EXPIRY)
            : lifetime;
    return ticker.readNanos() + usable.toNanos();
  }

  private OutboundException failure(String what) {
    return new OutboundException(
        Kind.CREDENTIALS,
        "no OAuth2 token: %s %s".formatted(FailureSentences.hostAndPort(config.tokenUrl()), what));
  }

  @Override
  public void close() {
    client.close();
  }
}
