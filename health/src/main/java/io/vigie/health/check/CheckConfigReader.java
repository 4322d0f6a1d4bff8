package io.vigie.health.check;

import io.vigie.config.http.SecretReader;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Reads the list `vigie.checks`.
public final class CheckConfigReader {
  private static final int MIN_TOKEN_LENGTH = 16;

  private static final Map<String, Function<MappingReader, CheckTarget>> KINDS = kinds();

  private CheckConfigReader() {}

  private static Map<String, Function<MappingReader, CheckTarget>> kinds() {
    Map<String, Function<MappingReader, CheckTarget>> kinds = new LinkedHashMap<>();
    kinds.put("http", TargetReader::http);
    kinds.put("tcp", TargetReader::tcp);
    kinds.put("heartbeat", CheckConfigReader::heartbeat);
    kinds.put("tls", TargetReader::tls);
    kinds.put("dns", TargetReader::dns);
    kinds.put("icmp", TargetReader::icmp);
    kinds.put("grpc", TargetReader::grpc);
    kinds.put("postgresql", TargetReader::postgres);
    kinds.put("redis", TargetReader::redis);
    return kinds;
  }

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
    KINDS.forEach((kind, read) -> reader.optionalMapping(kind).map(read).ifPresent(targets::add));
    if (targets.size() != 1) {
      throw reader.error(reader.path() + ": say one of " + String.join(", ", KINDS.keySet()));
    }
    return targets.getFirst();
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
