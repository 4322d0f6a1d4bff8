package io.vigie.server.config;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Makes a [VigieConfig] of a `prometheus.yml`, or refuses it as a whole. Thread-safe.
public final class ConfigLoader {
  private final UnaryOperator<String> environment;
  private final boolean agentMode;
  private final boolean readsIncludedFiles;
  private final boolean protobufFirst;

  /// @param environment value of a variable; the empty text if it is not set
  /// @param agentMode refuse what an agent, which only scrapes and sends on, cannot do
  public ConfigLoader(UnaryOperator<String> environment, boolean agentMode) {
    this(environment, agentMode, true, false);
  }

  private ConfigLoader(
      UnaryOperator<String> environment,
      boolean agentMode,
      boolean readsIncludedFiles,
      boolean protobufFirst) {
    this.environment = environment;
    this.agentMode = agentMode;
    this.readsIncludedFiles = readsIncludedFiles;
    this.protobufFirst = protobufFirst;
  }

  /// The same, but `scrape_config_files` are not opened.
  public ConfigLoader withoutIncludedFiles() {
    return new ConfigLoader(environment, agentMode, false, protobufFirst);
  }

  /// The same, but where `scrape_protocols` is not said, protobuf is asked for before the texts: it
  /// is what tells start timestamps of every counter.
  public ConfigLoader withProtobufFirst(boolean wanted) {
    return new ConfigLoader(environment, agentMode, readsIncludedFiles, wanted);
  }

  /// One that sees the environment of this process.
  public static ConfigLoader ofProcess(boolean agentMode) {
    return new ConfigLoader(name -> System.getenv().getOrDefault(name, ""), agentMode);
  }

  /// @throws ConfigException if the file or one that it includes is wrong
  /// @throws IOException if a file cannot be read
  public VigieConfig load(Path file) throws IOException {
    return load(YamlFile.read(file));
  }

  /// @throws ConfigException if the text or a file that it includes is wrong
  /// @throws IOException if an included file cannot be read
  public VigieConfig load(YamlFile file) throws IOException {
    return new ConfigReading(environment, agentMode, readsIncludedFiles, protobufFirst).read(file);
  }
}
