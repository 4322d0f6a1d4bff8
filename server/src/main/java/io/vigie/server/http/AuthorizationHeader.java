package io.vigie.server.http;

import io.vigie.config.http.Secret;
import io.vigie.server.security.Credential;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Reads the header `Authorization`.
final class AuthorizationHeader {
  private static final String BASIC = "Basic ";

  /// The second is what clients of InfluxDB write.
  private static final List<String> BEARER = List.of("Bearer ", "Token ");

  private AuthorizationHeader() {}

  /// @return empty if it is in no form that is known here
  static Optional<Credential> parse(String header) {
    if (startsWith(header, BASIC)) {
      return basic(header.substring(BASIC.length()).strip());
    }
    return BEARER.stream()
        .filter(scheme -> startsWith(header, scheme))
        .findFirst()
        .map(scheme -> new Credential.Bearer(Secret.of(header.substring(scheme.length()).strip())));
  }

  private static boolean startsWith(String header, String scheme) {
    return header.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static Optional<Credential> basic(String encoded) {
    try {
      String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new Credential.NameAndPassword(
                  text.substring(0, colon), Secret.of(text.substring(colon + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
