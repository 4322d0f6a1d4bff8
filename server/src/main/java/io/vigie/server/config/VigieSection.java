package io.vigie.server.config;

import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import io.vigie.config.yaml.YamlNode;

/// The section `vigie`, not looked into: the rooms that it configures read their own keys,
/// strictly.
public record VigieSection(YamlFile file, YamlNode node) {
  /// A new reader of the section; the last to read from it finishes it.
  public MappingReader reader() {
    return MappingReader.of(file, "vigie", node);
  }
}
