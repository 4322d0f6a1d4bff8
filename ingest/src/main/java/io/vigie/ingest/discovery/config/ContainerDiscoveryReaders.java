package io.vigie.ingest.discovery.config;

import static io.vigie.ingest.discovery.config.DiscoveryKeys.require;

import io.vigie.config.http.HttpClientReader;
import io.vigie.config.http.Secret;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.DiscoveryConfig.Unsupported;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Discoveries of container platforms and service registries: docker, dockerswarm, kuma, marathon,
/// nomad, nerve, serverset, eureka.
final class ContainerDiscoveryReaders {
  private ContainerDiscoveryReaders() {}

  static DiscoveryConfig docker(MappingReader reader) {
    HttpClientReader http = HttpClientReader.read(reader);
    String host = reader.string("host");
    int port = DiscoveryKeys.port(reader);
    var filters = DiscoveryKeys.filters(reader);
    String hostNetworkingHost = reader.string("host_networking_host", "localhost");
    Duration refreshInterval = DiscoveryKeys.refreshInterval(reader, 60);
    boolean matchFirstNetwork = reader.bool("match_first_network", true);
    reader.finish();
    return new DiscoveryConfig.Docker(
        dockerHost(reader, host),
        port,
        filters,
        hostNetworkingHost,
        matchFirstNetwork,
        refreshInterval,
        http.config());
  }

  private static URI dockerHost(MappingReader reader, String host) {
    require(!host.isEmpty(), reader, "host missing");
    return DiscoveryKeys.parse(reader, "host", host);
  }

  static DiscoveryConfig dockerSwarm(MappingReader reader) {
    HttpClientReader http = HttpClientReader.read(reader);
    String host = reader.string("host");
    String role = reader.string("role");
    DiscoveryKeys.port(reader);
    DiscoveryKeys.filters(reader);
    DiscoveryKeys.refreshInterval(reader, 60);
    reader.finish();
    dockerHost(reader, host);
    require(!role.isEmpty(), reader, "role missing (one of: tasks, services, nodes)");
    require(
        Set.of("services", "nodes", "tasks").contains(role),
        reader,
        "role",
        "invalid role " + role + ", expected tasks, services, or nodes");
    http.config();
    return new Unsupported("dockerswarm");
  }

  static DiscoveryConfig kuma(MappingReader reader) {
    HttpClientReader http = HttpClientReader.read(reader);
    DiscoveryKeys.refreshInterval(reader, 15);
    reader.duration("fetch_timeout", Duration.ofMinutes(2));
    String server = reader.string("server");
    reader.string("client_id");
    reader.finish();
    require(!server.isEmpty(), reader, "kuma SD server must not be empty: ");
    require(
        DiscoveryKeys.hasSchemeAndHost(DiscoveryKeys.parse(reader, "server", server)),
        reader,
        "server",
        "kuma SD server must not be empty and have a scheme: " + server);
    http.config();
    return new Unsupported("kuma");
  }

  static DiscoveryConfig marathon(MappingReader reader) {
    List<String> servers = reader.strings("servers");
    DiscoveryKeys.refreshInterval(reader, 30);
    Secret token = DiscoveryKeys.secret(reader, "auth_token");
    boolean tokenFile = reader.path("auth_token_file").isPresent();
    HttpClientReader http = HttpClientReader.read(reader);
    reader.finish();
    require(!servers.isEmpty(), reader, "marathon_sd: must contain at least one Marathon server");
    require(
        token.isEmpty() || !tokenFile,
        reader,
        "marathon_sd: at most one of auth_token & auth_token_file must be configured");
    if (!token.isEmpty() || tokenFile) {
      checkOnlyMarathonToken(reader);
    }
    http.config();
    return new Unsupported("marathon");
  }

  private static void checkOnlyMarathonToken(MappingReader reader) {
    require(
        !reader.has("basic_auth"),
        reader,
        "marathon_sd: at most one of basic_auth, auth_token & auth_token_file must be configured");
    require(
        !reader.has("bearer_token") && !reader.has("bearer_token_file"),
        reader,
        "marathon_sd: at most one of bearer_token, bearer_token_file, auth_token & auth_token_file"
            + " must be configured");
    require(
        !reader.has("authorization"),
        reader,
        "marathon_sd: at most one of auth_token, auth_token_file & authorization must be"
            + " configured");
  }

  static DiscoveryConfig nomad(MappingReader reader) {
    reader.bool("allow_stale", true);
    HttpClientReader http = HttpClientReader.read(reader);
    reader.string("namespace", "default");
    DiscoveryKeys.refreshInterval(reader, 60);
    reader.string("region", "global");
    String server = reader.string("server", "http://localhost:4646");
    reader.string("tag_separator", ",");
    reader.finish();
    require(!server.isBlank(), reader, "nomad SD configuration requires a server address");
    http.config();
    return new Unsupported("nomad");
  }

  static DiscoveryConfig nerve(MappingReader reader) {
    zookeeper(reader, "nerve");
    return new Unsupported("nerve");
  }

  static DiscoveryConfig serverset(MappingReader reader) {
    zookeeper(reader, "serverset");
    return new Unsupported("serverset");
  }

  private static void zookeeper(MappingReader reader, String kind) {
    List<String> servers = reader.strings("servers");
    List<String> paths = reader.strings("paths");
    reader.duration("timeout", Duration.ofSeconds(10));
    reader.finish();
    require(
        !servers.isEmpty(), reader, kind + " SD config must contain at least one Zookeeper server");
    require(!paths.isEmpty(), reader, kind + " SD config must contain at least one path");
    for (String path : paths) {
      require(
          path.startsWith("/"),
          reader,
          "paths",
          kind + " SD config paths must begin with '/': " + path);
    }
  }

  static DiscoveryConfig eureka(MappingReader reader) {
    String server = reader.string("server");
    HttpClientReader http = HttpClientReader.read(reader);
    DiscoveryKeys.refreshInterval(reader, 30);
    reader.finish();
    require(!server.isEmpty(), reader, "eureka_sd: empty or null eureka server");
    require(
        DiscoveryKeys.hasSchemeAndHost(DiscoveryKeys.parse(reader, "server", server)),
        reader,
        "server",
        "eureka_sd: invalid eureka server URL");
    http.config();
    return new Unsupported("eureka");
  }
}
