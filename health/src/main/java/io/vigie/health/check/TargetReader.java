package io.vigie.health.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.vigie.config.http.HttpClientReader;
import io.vigie.config.http.TlsConfig;
import io.vigie.config.http.TlsConfigReader;
import io.vigie.config.yaml.MappingReader;
import io.vigie.outbound.HostAndPort;
import io.vigie.outbound.JsonPath;
import io.vigie.outbound.postgresql.PostgresAddressReader;
import io.vigie.outbound.redis.RedisAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what a check looks at; each method reads and finishes the mapping of a kind.
final class TargetReader {
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS");
  private static final Set<String> RECORD_TYPES =
      Set.of("A", "AAAA", "CNAME", "MX", "NS", "PTR", "SOA", "SRV", "TXT", "CAA");
  private static final Duration TWO_WEEKS = Duration.ofDays(14);
  private static final int HTTPS_PORT = 443;
  private static final int DNS_PORT = 53;

  private TargetReader() {}

  static CheckTarget http(MappingReader reader) {
    URI url = reader.uri("url").orElseThrow(() -> reader.error(reader.path() + ": url is missing"));
    if (!Set.of("http", "https").contains(String.valueOf(url.getScheme()))
        || url.getHost() == null) {
      throw reader.error("url", "url: write http://host/… or https://host/…");
    }
    String method = reader.string("method", "GET");
    if (!METHODS.contains(method)) {
      throw reader.error("method", "method: one of GET, HEAD, POST and OPTIONS");
    }
    List<Integer> statuses =
        reader.strings("statuses").stream().map(text -> status(reader, text)).toList();
    CheckTarget.Http target =
        new CheckTarget.Http(
            url,
            method,
            statuses,
            expression(reader, "body", reader.string("body")),
            json(reader),
            headers(reader),
            slow(reader),
            reader.duration("warn_before", TWO_WEEKS),
            HttpClientReader.readAll(reader));
    reader.finish();
    return target;
  }

  private static int status(MappingReader reader, String text) {
    if (!text.matches("[1-5][0-9][0-9]")) {
      throw reader.error("statuses", "statuses: \"" + text + "\" is no status of HTTP");
    }
    return Integer.parseInt(text);
  }

  private static Map<JsonPath, String> json(MappingReader reader) {
    Map<JsonPath, String> expected = new LinkedHashMap<>();
    reader
        .stringMap("expect_json")
        .forEach((path, text) -> {
          try {
            expected.put(JsonPath.parse(path), expression(reader, "expect_json", text));
          } catch (IllegalArgumentException e) {
            throw reader.error("expect_json", "expect_json: " + e.getMessage());
          }
        });
    return expected;
  }

  private static Map<String, String> headers(MappingReader reader) {
    Map<String, String> expected = new LinkedHashMap<>();
    reader
        .stringMap("expect_headers")
        .forEach((name, text) -> expected.put(name, expression(reader, "expect_headers", text)));
    return expected;
  }

  private static Optional<Duration> slow(MappingReader reader) {
    Duration slow = reader.duration("slow_after", Duration.ZERO);
    return slow.isZero() ? Optional.empty() : Optional.of(slow);
  }

  private static String expression(MappingReader reader, String key, String text) {
    try {
      var _ = Pattern.compile(text);
      return text;
    } catch (PatternSyntaxException e) {
      throw reader.error(key, key + ": " + e.getMessage());
    }
  }

  static CheckTarget tcp(MappingReader reader) {
    HostAndPort address = HostAndPort.read(reader, "address", 0, "db:5432");
    reader.finish();
    return new CheckTarget.Tcp(address.host(), address.port());
  }

  static CheckTarget dns(MappingReader reader) {
    String name = reader.string("name");
    String type = reader.string("type", "A");
    String server = reader.string("server");
    Optional<HostAndPort> nameServer =
        server.isEmpty()
            ? Optional.empty()
            : Optional.of(HostAndPort.read(reader, "server", DNS_PORT, "192.0.2.1:53"));
    String expect = expression(reader, "expect", reader.string("expect"));
    reader.finish();
    if (!name.matches("[A-Za-z0-9_*.-]{1,253}")) {
      throw reader.error("name", "name: \"" + name + "\" is no name, such as example.org");
    }
    if (!RECORD_TYPES.contains(type)) {
      throw reader.error(
          "type",
          "type: \""
              + type
              + "\": one of "
              + String.join(", ", RECORD_TYPES.stream().sorted().toList()));
    }
    return new CheckTarget.Dns(name, type, nameServer, expect);
  }

  static CheckTarget tls(MappingReader reader) {
    HostAndPort address = HostAndPort.read(reader, "address", HTTPS_PORT, "example.org:443");
    TlsConfig tls = TlsConfigReader.read(reader.mapping("tls_config"));
    Duration warnBefore = reader.duration("warn_before", TWO_WEEKS);
    reader.finish();
    return new CheckTarget.Tls(address, tls, warnBefore);
  }

  static CheckTarget icmp(MappingReader reader) {
    String host = reader.string("host");
    reader.finish();
    if (!host.matches("[A-Za-z0-9_:.][A-Za-z0-9_:.%-]{0,252}")) {
      throw reader.error("host", "host: \"" + host + "\" is no host, such as router.example.org");
    }
    return new CheckTarget.Icmp(host);
  }

  static CheckTarget grpc(MappingReader reader) {
    HostAndPort address = HostAndPort.read(reader, "address", 0, "orders:50051");
    String service = reader.string("service");
    boolean encrypted = reader.bool("tls", false);
    Optional<TlsConfig> tls = reader.optionalMapping("tls_config").map(TlsConfigReader::read);
    reader.finish();
    return new CheckTarget.Grpc(
        address, service, encrypted ? Optional.of(tls.orElse(TlsConfig.DEFAULT)) : tls);
  }

  static CheckTarget postgres(MappingReader reader) {
    CheckTarget.Postgres target =
        new CheckTarget.Postgres(
            PostgresAddressReader.read(reader), reader.string("query", "select 1"), slow(reader));
    reader.finish();
    return target;
  }

  static CheckTarget redis(MappingReader reader) {
    CheckTarget.Redis target = new CheckTarget.Redis(RedisAddress.read(reader));
    reader.finish();
    return target;
  }
}
