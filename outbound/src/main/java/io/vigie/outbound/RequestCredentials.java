package io.vigie.outbound;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpCredentials;
import io.vigie.config.http.SecretSource;
import io.vigie.outbound.OutboundException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The headers that a configuration adds to each request: credentials, and headers of its own.
/// Files are read anew each time. Thread-safe.
final class RequestCredentials {
  /// Never sent to another host than the one asked for, wherever they come from.
  private static final Set<String> SENSITIVE =
      Set.of(
          "authorization",
          "www-authenticate",
          "cookie",
          "cookie2",
          "proxy-authorization",
          "proxy-authenticate");

  private final HttpClientConfig config;
  private final Optional<OAuth2Tokens> tokens;

  RequestCredentials(HttpClientConfig config, Optional<OAuth2Tokens> tokens) {
    this.config = config;
    this.tokens = tokens;
  }

  /// The headers for a request.
  ///
  /// @param trusted whether the request goes to the host first asked for; if not, nothing that
  ///   could be a credential is among them
  /// @throws OutboundException if a secret cannot be read or a token not obtained
  List<Header> headers(boolean trusted, Duration timeout) throws OutboundException {
    List<Header> headers = new ArrayList<>();
    if (trusted) {
      addAuthorization(headers, timeout);
    }
    for (Map.Entry<String, List<SecretSource>> entry : config.headers().entrySet()) {
      for (SecretSource value : entry.getValue()) {
        if (trusted || isHarmless(entry.getKey(), value)) {
          headers.add(new Header(entry.getKey(), read("http_headers " + entry.getKey(), value)));
        }
      }
    }
    return headers;
  }

  /// Forgets a token that a server refused.
  void refused() {
    tokens.ifPresent(OAuth2Tokens::forget);
  }

  static boolean isSensitive(String headerName) {
    return SENSITIVE.contains(headerName.toLowerCase(Locale.ROOT));
  }

  /// A header from a file is taken for a secret; one with several inline values cannot be told from
  /// a secret one either, so only what is plainly not a credential by its name follows a redirect.
  private static boolean isHarmless(String name, SecretSource value) {
    return value.file().isEmpty()
        && !isSensitive(name)
        && !name.toLowerCase(Locale.ROOT).matches(".*(auth|token|key|secret|password|session).*");
  }

  private void addAuthorization(List<Header> headers, Duration timeout) throws OutboundException {
    switch (config.credentials()) {
      case HttpCredentials.Anonymous _ -> {}
      case HttpCredentials.BasicAuth basic ->
          headers.add(
              new Header(
                  "Authorization",
                  basic(
                      read("basic_auth username", basic.username()),
                      read("basic_auth password", basic.password()))));
      case HttpCredentials.Authorization authorization ->
          headers.add(
              new Header(
                  "Authorization",
                  authorization.type()
                      + " "
                      + read("authorization credentials", authorization.credentials())));
      case HttpCredentials.OAuth2 _ ->
          headers.add(new Header("Authorization", tokens.orElseThrow().authorization(timeout)));
    }
  }

  static String basic(String username, String password) {
    byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  static String read(String setting, SecretSource source) throws OutboundException {
    try {
      return source.read().reveal();
    } catch (IOException e) {
      throw new OutboundException(
          Kind.CREDENTIALS, setting + " cannot be read: " + e.getMessage(), e);
    }
  }
}
