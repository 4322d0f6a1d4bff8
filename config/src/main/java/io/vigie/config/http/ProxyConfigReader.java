package io.vigie.config.http;

import io.vigie.config.yaml.EffectiveMapping;
import io.vigie.config.yaml.MappingReader;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the proxy keys of a block; they stand among others, so finishing is the caller's.
final class ProxyConfigReader {
  private ProxyConfigReader() {}

  static ProxyConfig read(MappingReader reader) {
    return new ProxyConfig(
        reader.uri("proxy_url").filter(url -> !url.toString().isEmpty()),
        reader.string("no_proxy"),
        reader.bool("proxy_from_environment", false),
        connectHeader(reader));
  }

  private static Map<String, List<Secret>> connectHeader(MappingReader reader) {
    Map<String, List<Secret>> headers = new LinkedHashMap<>();
    reader
        .stringListMap("proxy_connect_header")
        .forEach((name, values) -> headers.put(name, values.stream().map(Secret::of).toList()));
    if (!headers.isEmpty()) {
      EffectiveMapping masked = new EffectiveMapping();
      headers.forEach(
          (name, values) -> masked.put(name, values.stream().map(Secret::toString).toList(), true));
      reader.note("proxy_connect_header", masked, true);
    }
    return headers;
  }

  static void check(MappingReader reader, ProxyConfig proxy) {
    Optional<URI> url = proxy.url();
    if (!proxy.connectHeader().isEmpty() && !proxy.fromEnvironment() && url.isEmpty()) {
      throw reader.error(
          "if proxy_connect_header is configured, proxy_url or proxy_from_environment must also be"
              + " configured");
    }
    if (proxy.fromEnvironment() && url.isPresent()) {
      throw reader.error(
          "if proxy_from_environment is configured, proxy_url must not be configured");
    }
    if (proxy.fromEnvironment() && !proxy.noProxy().isEmpty()) {
      throw reader.error(
          "if proxy_from_environment is configured, no_proxy must not be configured");
    }
    if (url.isEmpty() && !proxy.noProxy().isEmpty()) {
      throw reader.error("if no_proxy is configured, proxy_url must also be configured");
    }
  }
}
