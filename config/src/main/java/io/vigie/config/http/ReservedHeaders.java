package io.vigie.server.config;

import io.vigie.config.yaml.MappingReader;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Headers that the protocol itself sets and a configuration must not.
final class ReservedHeaders {
  private static final Set<String> NAMES =
      Set.of(
          "host",
          "content-encoding",
          "content-length",
          "content-type",
          "user-agent",
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "www-authenticate",
          "accept-encoding",
          "x-prometheus-remote-write-version",
          "x-prometheus-remote-read-version",
          "x-amz-date",
          "x-amz-security-token",
          "x-amz-content-sha256");

  private ReservedHeaders() {}

  /// @param authorizationProblem what to say of a header `Authorization`
  static void refuse(
      MappingReader reader, Map<String, String> headers, String authorizationProblem) {
    for (String name : headers.keySet()) {
      String lowerCase = name.toLowerCase(Locale.ROOT);
      if (lowerCase.equals("authorization")) {
        throw reader.error("headers", authorizationProblem);
      }
      if (NAMES.contains(lowerCase)) {
        throw reader.error("headers", name + " is a reserved header. It must not be changed");
      }
    }
  }
}
