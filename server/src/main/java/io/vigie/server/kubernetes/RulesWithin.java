package io.vigie.server.kubernetes;

import io.vigie.config.yaml.YamlFile;
import io.vigie.config.yaml.YamlNode;
import io.vigie.config.yaml.YamlNode.Entry;
import io.vigie.config.yaml.YamlNode.Mapping;
import io.vigie.config.yaml.YamlNode.Sequence;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.file.RuleFileReader;
import java.util.List;
import java.util.Optional;

/// The rules of a PrometheusRule, whose `spec` is a rule file.
final class RulesWithin {
  /// Read by the operator for Thanos, and not handed on to Prometheus.
  private static final String OF_THANOS = "partial_response_strategy";

  private final RuleFileReader reader = new RuleFileReader(RuleFileOptions.DEFAULT);

  /// @throws io.vigie.config.yaml.ConfigException naming everything that is wrong, each with its
  ///   place in the manifest
  RuleFile of(Manifest manifest) {
    YamlNode spec = withoutThanos(manifest.spec().node());
    YamlFile file = manifest.file();
    return reader.read(new YamlFile(file.name(), file.directory(), Optional.of(spec)));
  }

  /// @throws io.vigie.config.yaml.ConfigException if it is not well formed
  RuleFile of(YamlFile file) {
    return reader.read(file);
  }

  private static YamlNode withoutThanos(YamlNode spec) {
    return spec instanceof Mapping mapping
        ? new Mapping(
            mapping.entries().stream()
                .map(entry -> new Entry(entry.key(), groups(entry.value())))
                .toList(),
            mapping.position())
        : spec;
  }

  private static YamlNode groups(YamlNode groups) {
    return groups instanceof Sequence sequence
        ? new Sequence(
            sequence.items().stream().map(RulesWithin::group).toList(), sequence.position())
        : groups;
  }

  private static YamlNode group(YamlNode group) {
    if (!(group instanceof Mapping mapping)) {
      return group;
    }
    List<Entry> kept =
        mapping.entries().stream().filter(entry -> !entry.key().text().equals(OF_THANOS)).toList();
    return new Mapping(kept, mapping.position());
  }
}
