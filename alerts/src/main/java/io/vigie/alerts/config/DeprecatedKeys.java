package io.vigie.alerts.config;

import io.vigie.alerts.matcher.GoQuote;
import io.vigie.config.yaml.YamlFile;
import io.vigie.config.yaml.YamlNode;
import io.vigie.config.yaml.YamlNode.Entry;
import io.vigie.config.yaml.YamlNode.Mapping;
import io.vigie.config.yaml.YamlNode.Scalar;
import io.vigie.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Keys that are still read and that Alertmanager says to write otherwise.
final class DeprecatedKeys {
  private static final Map<String, String> INSTEAD =
      Map.of(
          "match", "matchers",
          "match_re", "matchers",
          "source_match", "source_matchers",
          "source_match_re", "source_matchers",
          "target_match", "target_matchers",
          "target_match_re", "target_matchers");

  private final List<String> warnings = new ArrayList<>();

  private DeprecatedKeys() {}

  /// One sentence for each, beginning with its line. The file is well formed.
  static List<String> in(YamlFile file) {
    DeprecatedKeys keys = new DeprecatedKeys();
    file.root().map(DeprecatedKeys::entries).orElse(List.of()).forEach(keys::section);
    return keys.warnings;
  }

  private void section(Entry entry) {
    switch (entry.key().text()) {
      case "route" -> route(entry.value());
      case "inhibit_rules" -> items(entry.value()).forEach(this::conditions);
      case "mute_time_intervals" -> warn(entry, "time_intervals, with the same list");
      default -> {}
    }
  }

  private void route(YamlNode route) {
    conditions(route);
    entries(route).stream()
        .filter(entry -> entry.key().text().equals("routes"))
        .flatMap(entry -> items(entry.value()).stream())
        .forEach(this::route);
  }

  private void conditions(YamlNode node) {
    for (Entry entry : entries(node)) {
      String instead = INSTEAD.get(entry.key().text());
      if (instead != null && !entry.value().isEmpty()) {
        String operator = entry.key().text().endsWith("_re") ? "=~" : "=";
        warn(
            entry,
            entries(entry.value()).stream()
                .map(each -> each.key().text() + operator + quoted(each.value()))
                .collect(Collectors.joining("', '", instead + ": ['", "']")));
      }
    }
  }

  private void warn(Entry entry, String instead) {
    warnings.add(
        "%d:%d: %s is deprecated: write %s"
            .formatted(
                entry.key().position().line(),
                entry.key().position().column(),
                entry.key().text(),
                instead));
  }

  private static List<Entry> entries(YamlNode node) {
    return node instanceof Mapping mapping ? mapping.entries() : List.of();
  }

  private static List<YamlNode> items(YamlNode node) {
    return node instanceof Sequence list ? list.items() : List.of();
  }

  /// Quoted for matchers within a YAML text in single quotes.
  private static String quoted(YamlNode node) {
    String text = node instanceof Scalar scalar ? scalar.text() : "";
    return GoQuote.quote(text).replace("'", "''");
  }
}
