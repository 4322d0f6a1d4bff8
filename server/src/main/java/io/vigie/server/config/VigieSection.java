package io.vigie.server.config;

import io.vigie.alerts.ResponsePlanReader;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import io.vigie.config.yaml.YamlNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The section `vigie`: the rooms that it configures read their own keys, strictly.
public record VigieSection(YamlFile file, YamlNode node) {
  /// What is read, by whom it concerns. A feature that comes adds its key.
  private static final Set<String> KEYS =
      Stream.concat(
              Stream.of(
                  "alertmanager",
                  "catalog",
                  "checks",
                  "collectors",
                  "dashboards",
                  "http",
                  "limits",
                  "live",
                  "metrics_api",
                  "push",
                  "retention",
                  "security",
                  "severities"),
              ResponsePlanReader.KEYS.stream())
          .collect(Collectors.toUnmodifiableSet());

  /// What is designed and not there yet: somebody who writes it must not believe that it works.
  static final Set<String> NOT_YET = Set.of("logs", "maintenance", "reports", "slos", "traces");

  /// A new reader of the section, for a room that reads its own key.
  public MappingReader reader() {
    return MappingReader.of(file, "vigie", node);
  }

  /// @throws ConfigException if there is a key that nothing here reads
  void check() {
    MappingReader reader = reader();
    KEYS.forEach(reader::raw);
    for (String key : NOT_YET) {
      if (reader.has(key)) {
        throw reader.error(key, "vigie." + key + " is not supported yet: take it out");
      }
    }
    reader.finish();
  }
}
