package io.vigie.server.http;

import io.vigie.config.http.Secret;
import io.vigie.server.security.Credential;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Reads the header `Authorization`.
final class AuthorizationHeader {
  private static final String BASIC = "Basic ";

  private static final String BEARER = "Bearer ";

  /// What clients of InfluxDB write: a token, or with its version 1.8 `user:password`.
  private static final String TOKEN = "Token ";

  private AuthorizationHeader() {}

  /// @return empty if it is in no form that is known here
  static Optional<Credential> parse(String header) {
    if (startsWith(header, BASIC)) {
      return basic(header.substring(BASIC.length()).strip());
    }
    if (startsWith(header, BEARER)) {
      return Optional.of(bearer(header.substring(BEARER.length()).strip()));
    }
    if (startsWith(header, TOKEN)) {
      String token = header.substring(TOKEN.length()).strip();
      return Optional.of(nameAndPassword(token).orElseGet(() -> bearer(token)));
    }
    return Optional.empty();
  }

  private static boolean startsWith(String header, String scheme) {
    return header.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static Optional<Credential> basic(String encoded) {
    try {
      String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return nameAndPassword(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Credential> nameAndPassword(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : Optional.of(
            new Credential.NameAndPassword(
                text.substring(0, colon), Secret.of(text.substring(colon + 1))));
  }

  private static Credential bearer(String token) {
    return new Credential.Bearer(Secret.of(token));
  }
}
