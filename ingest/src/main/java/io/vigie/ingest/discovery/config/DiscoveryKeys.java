package io.vigie.ingest.discovery.config;

import io.vigie.config.http.Secret;
import io.vigie.config.http.SecretReader;
import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.Uris;
import io.vigie.ingest.discovery.DiscoveryConfig.Filter;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Keys that many discoveries have, and the checks that they share.
final class DiscoveryKeys {
  static final int DEFAULT_PORT = 80;

  private DiscoveryKeys() {}

  static int port(MappingReader reader) {
    return port(reader, DEFAULT_PORT);
  }

  static int port(MappingReader reader, int fallback) {
    return (int) reader.wholeNumber("port", fallback, 0, 65535);
  }

  /// 0 means the default: asking without any pause is nobody's wish.
  static Duration refreshInterval(MappingReader reader, int fallbackSeconds) {
    Duration fallback = Duration.ofSeconds(fallbackSeconds);
    Duration given = reader.duration("refresh_interval", fallback);
    if (!given.isZero()) {
      return given;
    }
    reader.note("refresh_interval", Durations.format(fallback), true);
    return fallback;
  }

  static List<Filter> filters(MappingReader reader) {
    return reader.list(
        "filters",
        "empty or null section in filters",
        filter -> {
          Filter read = new Filter(filter.string("name"), filter.strings("values"));
          filter.finish();
          return read;
        });
  }

  static void require(boolean condition, MappingReader reader, String problem) {
    if (!condition) {
      throw reader.error(problem);
    }
  }

  static void require(boolean condition, MappingReader reader, String key, String problem) {
    if (!condition) {
      throw reader.error(key, problem);
    }
  }

  /// A URL over HTTP with a host.
  static URI httpUrl(MappingReader reader, String key, String text) {
    require(!text.isEmpty(), reader, "URL is missing");
    require(!text.matches("https?://"), reader, key, "host is missing in URL");
    URI url = parse(reader, key, text);
    require(
        "http".equals(url.getScheme()) || "https".equals(url.getScheme()),
        reader,
        key,
        "URL scheme must be 'http' or 'https'");
    require(Uris.hasHost(url), reader, key, "host is missing in URL");
    return url;
  }

  static URI parse(MappingReader reader, String key, String text) {
    try {
      return Uris.parse(text);
    } catch (IllegalArgumentException e) {
      throw reader.error(key, key + ": " + e.getMessage());
    }
  }

  static boolean hasSchemeAndHost(URI url) {
    return url.getScheme() != null && Uris.hasHost(url);
  }

  /// Exactly one of `secret_key` and `secret_key_file`.
  static void requireOneSecretKey(MappingReader reader, Secret inline, boolean inFile) {
    require(
        !inline.isEmpty() || inFile,
        reader,
        "one of secret_key & secret_key_file must be configured");
    require(
        inline.isEmpty() || !inFile,
        reader,
        "at most one of secret_key & secret_key_file must be configured");
  }

  static Secret secret(MappingReader reader, String key) {
    return SecretReader.secret(reader, key);
  }
}
