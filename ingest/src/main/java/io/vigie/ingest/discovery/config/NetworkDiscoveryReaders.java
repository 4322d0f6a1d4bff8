package io.vigie.ingest.discovery.config;

import static io.vigie.ingest.discovery.config.DiscoveryKeys.require;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpClientReader;
import io.vigie.config.http.HttpCredentials.BasicAuth;
import io.vigie.config.http.Secret;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.DiscoveryConfig.Dns.RecordType;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Discoveries that ask files and network services: file, http, dns, consul.
final class NetworkDiscoveryReaders {
  private static final Pattern FILE_PATTERN =
      Pattern.compile("[^*]*(\\*[^/]*)?\\.(json|yml|yaml|JSON|YML|YAML)");

  private NetworkDiscoveryReaders() {}

  static DiscoveryConfig file(MappingReader reader) {
    List<String> files = reader.paths("files").stream().map(Path::toString).toList();
    var config = new DiscoveryConfig.Files(files, DiscoveryKeys.refreshInterval(reader, 300));
    reader.finish();
    require(
        !files.isEmpty(),
        reader,
        "file service discovery config must contain at least one path name");
    for (String file : files) {
      require(
          FILE_PATTERN.matcher(file).matches(),
          reader,
          "files",
          "path name "
              + ByteTexts.quote(file)
              + " is not valid for file discovery; it must end in .json, .yml or .yaml and may have"
              + " one * in its last part");
    }
    return config;
  }

  static DiscoveryConfig http(MappingReader reader) {
    HttpClientReader http = HttpClientReader.read(reader);
    var refreshInterval = DiscoveryKeys.refreshInterval(reader, 60);
    String text = reader.string("url");
    reader.finish();
    URI url = DiscoveryKeys.httpUrl(reader, "url", text);
    return new DiscoveryConfig.Http(url, refreshInterval, http.config());
  }

  static DiscoveryConfig dns(MappingReader reader) {
    List<String> names = reader.strings("names");
    var refreshInterval = DiscoveryKeys.refreshInterval(reader, 30);
    String type = reader.string("type", "SRV").toUpperCase(Locale.ROOT);
    int port = DiscoveryKeys.port(reader, 0);
    reader.finish();
    require(!names.isEmpty(), reader, "DNS-SD config must contain at least one SRV record name");
    RecordType recordType =
        Arrays.stream(RecordType.values())
            .filter(known -> known.name().equals(type))
            .findFirst()
            .orElseThrow(() -> reader.error("type", "invalid DNS-SD records type " + type));
    require(
        port != 0 || recordType == RecordType.SRV,
        reader,
        "a port is required in DNS-SD configs for all record types except SRV");
    return new DiscoveryConfig.Dns(names, recordType, port, refreshInterval);
  }

  static DiscoveryConfig consul(MappingReader reader) {
    Secret token = DiscoveryKeys.secret(reader, "token");
    String username = reader.string("username");
    Secret password = DiscoveryKeys.secret(reader, "password");
    HttpClientReader http = HttpClientReader.read(reader);
    var config =
        new DiscoveryConfig.Consul(
            reader.string("server", "localhost:8500"),
            reader.string("path_prefix"),
            reader.string("scheme", "http"),
            SecretSource.inline(token.reveal()),
            reader.string("datacenter"),
            reader.string("namespace"),
            reader.string("partition"),
            reader.strings("services"),
            reader.strings("tags"),
            reader.stringMap("node_meta"),
            reader.string("tag_separator", ","),
            reader.string("filter"),
            reader.string("health_filter"),
            reader.bool("allow_stale", true),
            DiscoveryKeys.refreshInterval(reader, 30),
            HttpClientConfig.DEFAULT);
    reader.finish();
    checkConsul(reader, config);
    HttpClientConfig client = http.config();
    if (!username.isEmpty() || !password.isEmpty()) {
      require(
          !reader.has("basic_auth"),
          reader,
          "at most one of consul SD configuration username and password and basic auth can be"
              + " configured");
      client =
          client.withCredentials(
              new BasicAuth(SecretSource.inline(username), SecretSource.inline(password.reveal())));
    }
    return config.withHttp(client);
  }

  private static void checkConsul(MappingReader reader, DiscoveryConfig.Consul config) {
    require(
        !config.server().isBlank(), reader, "consul SD configuration requires a server address");
    require(
        !config.token().isConfigured() || !(reader.has("authorization") || reader.has("oauth2")),
        reader,
        "at most one of consul SD token, authorization, or oauth2 can be configured");
  }
}
