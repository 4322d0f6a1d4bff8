package io.vigie.server;

import io.vigie.config.yaml.YamlFile;
import io.vigie.server.config.ConfigLoader;
import io.vigie.server.config.VigieConfig;
import java.io.IOException;
import java.nio.file.Path;

/// What is in force without a configuration file. The server itself and its host are watched beside
/// it, in process.
final class BuiltInConfiguration {
  private static final String TEXT =
      """
      global:
        scrape_interval: 15s
        evaluation_interval: 15s
      """;

  private BuiltInConfiguration() {}

  static VigieConfig load(ConfigLoader loader) throws IOException {
    return loader.load(YamlFile.parse("built-in configuration", Path.of(""), TEXT));
  }
}
