package io.vigie.health.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.vigie.config.http.HttpClientReader;
import io.vigie.config.http.SecretReader;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the list `vigie.checks`.
public final class CheckConfigReader {
  private static final int MIN_TOKEN_LENGTH = 16;
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS");

  private CheckConfigReader() {}

  /// @param section that has the list under `checks`
  public static List<CheckDefinition> read(MappingReader section) {
    List<CheckDefinition> checks =
        section.list("checks", "empty or null check", CheckConfigReader::check);
    Set<String> names = new HashSet<>();
    for (CheckDefinition check : checks) {
      if (!names.add(check.name())) {
        throw section.error("checks", "checks: there are two with the name " + check.name());
      }
    }
    for (CheckDefinition check : checks) {
      for (String other : check.dependsOn()) {
        if (!names.contains(other)) {
          throw section.error(
              "checks",
              "checks: " + check.name() + " depends on " + other + ", which is not there");
        }
      }
    }
    return checks;
  }

  private static CheckDefinition check(MappingReader reader) {
    String name = reader.string("name");
    CheckTarget target = target(reader);
    Duration usual =
        target instanceof CheckTarget.Heartbeat
            ? Duration.ofSeconds(10)
            : CheckDefinition.USUAL_INTERVAL;
    Duration interval = reader.duration("interval", usual);
    Duration timeout = reader.duration("timeout", CheckDefinition.USUAL_TIMEOUT);
    int retries = (int) reader.wholeNumber("retries", CheckDefinition.USUAL_RETRIES, 0, 10);
    boolean critical = reader.bool("critical", true);
    List<String> dependsOn = reader.strings("depends_on");
    reader.finish();
    try {
      return new CheckDefinition(
          name,
          target,
          interval,
          timeout.compareTo(interval) > 0 && !reader.has("timeout") ? interval : timeout,
          retries,
          critical,
          dependsOn,
          true);
    } catch (IllegalArgumentException e) {
      throw reader.error(reader.path() + ": " + e.getMessage());
    }
  }

  private static CheckTarget target(MappingReader reader) {
    List<CheckTarget> targets = new ArrayList<>();
    reader.optionalMapping("http").map(CheckConfigReader::http).ifPresent(targets::add);
    reader.optionalMapping("tcp").map(CheckConfigReader::tcp).ifPresent(targets::add);
    reader.optionalMapping("heartbeat").map(CheckConfigReader::heartbeat).ifPresent(targets::add);
    if (targets.size() != 1) {
      throw reader.error(reader.path() + ": say one of http, tcp and heartbeat");
    }
    return targets.getFirst();
  }

  private static CheckTarget.Http http(MappingReader reader) {
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
    String body = body(reader);
    Duration slow = reader.duration("slow_after", Duration.ZERO);
    CheckTarget.Http target =
        new CheckTarget.Http(
            url,
            method,
            statuses,
            body,
            slow.isZero() ? Optional.empty() : Optional.of(slow),
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

  private static String body(MappingReader reader) {
    String text = reader.string("body");
    try {
      var _ = Pattern.compile(text);
      return text;
    } catch (PatternSyntaxException e) {
      throw reader.error("body", "body: " + e.getMessage());
    }
  }

  private static CheckTarget.Tcp tcp(MappingReader reader) {
    String address = reader.string("address");
    reader.finish();
    int colon = address.lastIndexOf(':');
    String port = address.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      throw reader.error("address", "address: \"" + address + "\": write host:port");
    }
    return new CheckTarget.Tcp(
        address.substring(0, colon).replaceAll("^\\[|]$", ""), Integer.parseInt(port));
  }

  private static CheckTarget.Heartbeat heartbeat(MappingReader reader) {
    SecretSource source = SecretReader.source(reader, "token", "say token or token_file, not both");
    Duration every = reader.duration("every", Duration.ofMinutes(5));
    Duration grace = reader.duration("grace", Duration.ofMinutes(1));
    reader.finish();
    try {
      CheckTarget.Heartbeat heartbeat = new CheckTarget.Heartbeat(source.read(), every, grace);
      if (!heartbeat.token().reveal().matches("[A-Za-z0-9_-]{" + MIN_TOKEN_LENGTH + ",200}")) {
        throw reader.error(
            reader.path()
                + ": token: at least "
                + MIN_TOKEN_LENGTH
                + " letters, digits, _ and -, such as: openssl rand -hex 16");
      }
      return heartbeat;
    } catch (IOException e) {
      throw reader.error("token_file", "token_file: " + e.getMessage());
    }
  }
}
