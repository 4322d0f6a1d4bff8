package io.vigie.health.check;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is looked at, and what is expected of it.
public sealed interface CheckTarget {
  /// The word for it in labels and in the API.
  default String kind() {
    return switch (this) {
      case Http _ -> "http";
      case Tcp _ -> "tcp";
      case Heartbeat _ -> "heartbeat";
    };
  }

  /// A page.
  ///
  /// @param method such as `GET`
  /// @param statuses that are well; empty for 200 to 299
  /// @param body RE2 expression that must be found in the body; empty for none
  /// @param slow above this the service is degraded, if it says anything
  record Http(
      URI url,
      String method,
      List<Integer> statuses,
      String body,
      Optional<Duration> slow,
      HttpClientConfig client)
      implements CheckTarget {
    public Http {
      statuses = List.copyOf(statuses);
    }

    /// A page that is got.
    public static Http get(URI url) {
      return new Http(url, "GET", List.of(), "", Optional.empty(), HttpClientConfig.DEFAULT);
    }
  }

  /// A port that takes connections.
  record Tcp(String host, int port) implements CheckTarget {}

  /// Somebody who reports by itself, at `/ping/{token}`.
  ///
  /// @param token that it reports with
  /// @param every how often it does
  /// @param grace how late it may be
  record Heartbeat(Secret token, Duration every, Duration grace) implements CheckTarget {}
}
