package io.vigie.config.http;

import io.vigie.config.yaml.MappingReader;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Headers that the protocol itself sets and a configuration must not.
public final class ReservedHeaders {
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

  /// Whether a header is one of them, whatever its case.
  static boolean contains(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  /// @param authorizationProblem what to say of a header `Authorization`
  public static void refuse(
      MappingReader reader, Map<String, String> headers, String authorizationProblem) {
    for (String name : headers.keySet()) {
      if (name.equalsIgnoreCase("authorization")) {
        throw reader.error("headers", authorizationProblem);
      }
      if (contains(name)) {
        throw reader.error("headers", name + " is a reserved header. It must not be changed");
      }
    }
  }
}
