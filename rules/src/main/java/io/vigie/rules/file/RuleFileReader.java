package io.vigie.rules.file;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.metric.Labels;
import io.vigie.promql.parse.PromqlParser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads rule files strictly. Thread-safe.
public final class RuleFileReader {
  private final RuleFileOptions options;
  private final PromqlParser parser;

  public RuleFileReader(RuleFileOptions options) {
    this.options = options;
    this.parser = new PromqlParser(options.parser());
  }

  /// Reads a file.
  ///
  /// @throws ConfigException if it is not well formed, templates and expressions included
  /// @throws IOException if it cannot be read
  public RuleFile read(Path file) throws IOException {
    return read(YamlFile.read(file));
  }

  /// Reads a text.
  ///
  /// @throws ConfigException if it is not well formed
  public RuleFile parse(String name, String text) {
    return read(YamlFile.parse(name, Path.of(""), text));
  }

  private RuleFile read(YamlFile file) {
    MappingReader top = file.mapping();
    Set<String> names = new HashSet<>();
    var groups = top.list("groups", "empty or null rule group", reader -> group(reader, names));
    finish(top);
    return new RuleFile(file.name(), groups);
  }

  private GroupDefinition group(MappingReader reader, Set<String> names) {
    String name = reader.string("name");
    Optional<Duration> interval = positive(reader, "interval");
    Optional<Duration> queryOffset = given(reader, "query_offset");
    long limit = reader.count("limit", 0);
    Map<String, String> labels = reader.stringMap("labels");
    RuleReading reading = new RuleReading(options, parser, name, labels);
    var rules = reader.list("rules", "empty or null rule", reading::rule);
    finish(reader);
    if (name.isEmpty()) {
      throw reader.error("Groupname must not be empty");
    }
    if (!names.add(name)) {
      throw reader.error("name", "groupname: \"" + name + "\" is repeated in the same file");
    }
    new NameChecks(options.validation(), problem -> reader.error("labels", problem)).labels(labels);
    return new GroupDefinition(name, interval, queryOffset, limit, Labels.of(labels), rules);
  }

  /// An interval of 0 means the global one.
  private static Optional<Duration> positive(MappingReader reader, String key) {
    return Optional.of(reader.duration(key, Duration.ZERO)).filter(Duration::isPositive);
  }

  private static Optional<Duration> given(MappingReader reader, String key) {
    Duration duration = reader.duration(key, Duration.ZERO);
    return reader.has(key) ? Optional.of(duration) : Optional.empty();
  }

  private void finish(MappingReader reader) {
    if (!options.ignoreUnknownFields()) {
      reader.finish();
    }
  }
}
