package io.vigie.health.check;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.Secret;
import io.vigie.config.http.TlsConfig;
import io.vigie.outbound.HostAndPort;
import io.vigie.outbound.JsonPath;
import io.vigie.outbound.postgresql.PostgresAddress;
import io.vigie.outbound.redis.RedisAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is looked at, and what is expected of it.
public sealed interface CheckTarget {
  /// The word for it in labels and in the API.
  default String kind() {
    return switch (this) {
      case Http _ -> "http";
      case Tcp _ -> "tcp";
      case Heartbeat _ -> "heartbeat";
      case Dns _ -> "dns";
      case Tls _ -> "tls";
      case Icmp _ -> "icmp";
      case Grpc _ -> "grpc";
      case Postgres _ -> "postgresql";
      case Redis _ -> "redis";
    };
  }

  /// What is looked at, in a few words and without anything secret.
  default String where() {
    return switch (this) {
      case Http http -> withoutPassword(http.url());
      case Tcp tcp -> tcp.host() + ":" + tcp.port();
      case Heartbeat heartbeat -> "every " + heartbeat.every().toMillis() + " ms";
      case Dns dns -> dns.type() + " " + dns.name();
      case Tls tls -> tls.server().toString();
      case Icmp icmp -> icmp.host();
      case Grpc grpc -> grpc.server().toString();
      case Postgres postgres ->
          postgres.address().hostAndPort() + "/" + postgres.address().database();
      case Redis redis -> redis.address().server().toString();
    };
  }

  private static String withoutPassword(URI url) {
    String userInfo = url.getRawUserInfo();
    return userInfo == null ? url.toString() : url.toString().replace(userInfo + "@", "");
  }

  /// A page.
  ///
  /// @param method such as `GET`
  /// @param statuses that are well; empty for 200 to 299
  /// @param body RE2 expression that must be found in the body; empty for none
  /// @param json where in an answer in JSON which RE2 expression must be found
  /// @param headers of the answer in which these RE2 expressions must be found
  /// @param slow above this the service is degraded, if it says anything
  /// @param warnBefore the service is degraded when its certificate expires sooner than this
  record Http(
      URI url,
      String method,
      List<Integer> statuses,
      String body,
      Map<JsonPath, String> json,
      Map<String, String> headers,
      Optional<Duration> slow,
      Duration warnBefore,
      HttpClientConfig client)
      implements CheckTarget {
    public Http {
      statuses = List.copyOf(statuses);
      json = Map.copyOf(json);
      headers = Map.copyOf(headers);
    }

    /// A page that is got.
    public static Http get(URI url) {
      return new Http(
          url,
          "GET",
          List.of(),
          "",
          Map.of(),
          Map.of(),
          Optional.empty(),
          Duration.ZERO,
          HttpClientConfig.DEFAULT);
    }
  }

  /// A port that takes connections.
  record Tcp(String host, int port) implements CheckTarget {}

  /// A name that has records.
  ///
  /// @param type such as `A` or `MX`
  /// @param nameServer who is asked; empty for whom this machine asks
  /// @param expect RE2 expression that must be found in one of the records; empty for none
  record Dns(String name, String type, Optional<HostAndPort> nameServer, String expect)
      implements CheckTarget {}

  /// A port that speaks TLS with a certificate that is trusted.
  ///
  /// @param warnBefore the service is degraded when its certificate expires sooner than this
  record Tls(HostAndPort server, TlsConfig tls, Duration warnBefore) implements CheckTarget {}

  /// A machine that answers `ping`.
  record Icmp(String host) implements CheckTarget {}

  /// A service with the standard health service of gRPC.
  ///
  /// @param service that is asked about; empty for the whole server
  /// @param tls how TLS is spoken, if it is
  record Grpc(HostAndPort server, String service, Optional<TlsConfig> tls) implements CheckTarget {}

  /// A database that answers a query.
  ///
  /// @param slow above this it is degraded
  record Postgres(PostgresAddress address, String query, Optional<Duration> slow)
      implements CheckTarget {}

  /// A Redis server that answers `PING`.
  record Redis(RedisAddress address) implements CheckTarget {}

  /// Somebody who reports by itself, at `/ping/{token}`.
  ///
  /// @param token that it reports with
  /// @param every how often it does
  /// @param grace how late it may be
  record Heartbeat(Secret token, Duration every, Duration grace) implements CheckTarget {}
}
