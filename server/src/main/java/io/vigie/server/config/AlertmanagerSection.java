package io.vigie.server.config;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import io.vigie.config.yaml.YamlNode;
import java.io.IOException;
import java.util.Optional;

/// What a configuration has under `vigie.alertmanager`: the path of an `alertmanager.yml`, or what
/// would be in it.
public final class AlertmanagerSection {
  private AlertmanagerSection() {}

  /// @throws ConfigException if it is neither
  /// @throws IOException if the file cannot be read
  public static Optional<YamlFile> read(VigieConfig config) throws IOException {
    return config.vigie().isPresent() ? read(config.vigie().get()) : Optional.empty();
  }

  private static Optional<YamlFile> read(VigieSection section) throws IOException {
    Optional<YamlNode> node = section.reader().raw("alertmanager");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    YamlFile file = section.file();
    return switch (node.get()) {
      case YamlNode.Scalar path ->
          Optional.of(YamlFile.read(file.directory().resolve(path.text())));
      case YamlNode.Mapping inline ->
          Optional.of(new YamlFile(file.name(), file.directory(), Optional.of(inline)));
      case YamlNode.Sequence list ->
          throw new ConfigException(
              file.name(),
              list.position(),
              "vigie.alertmanager: expected the path of an alertmanager.yml, or its content");
    };
  }
}
