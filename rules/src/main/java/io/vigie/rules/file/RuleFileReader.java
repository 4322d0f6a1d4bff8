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
import java.util.List;
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
  /// @throws ConfigException if it is not well formed, templates and expressions included; the
  ///   message has everything that is wrong, each on a line with its place
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

  /// Reads what was found elsewhere, such as in a manifest.
  ///
  /// @throws ConfigException if it is not well formed
  public RuleFile read(YamlFile file) {
    Problems problems = new Problems();
    MappingReader top = file.mapping();
    Set<String> names = new HashSet<>();
    List<GroupDefinition> groups =
        problems.read(
            List.of(),
            () ->
                top.list(
                    "groups",
                    "empty or null rule group",
                    reader -> group(reader, names, problems)));
    finish(top, problems);
    problems.throwIfAny();
    return new RuleFile(file.name(), groups);
  }

  /// What is wrong with the group is noted, and then it is not used.
  private GroupDefinition group(MappingReader reader, Set<String> names, Problems problems) {
    String name = problems.read("", () -> reader.string("name"));
    Map<String, String> labels = problems.read(Map.of(), () -> reader.stringMap("labels"));
    GroupDefinition group =
        new GroupDefinition(
            name,
            problems.read(Optional.empty(), () -> positive(reader, "interval")),
            problems.read(Optional.empty(), () -> given(reader, "query_offset")),
            problems.read(0L, () -> reader.count("limit", 0)),
            Labels.of(labels),
            rules(reader, new RuleReading(options, parser, name, labels, problems), problems));
    finish(reader, problems);
    if (name.isEmpty()) {
      problems.add(reader.error("Groupname must not be empty"));
    } else if (!names.add(name)) {
      problems.add(
          reader.error("name", "groupname: \"" + name + "\" is repeated in the same file"));
    }
    new NameChecks(options.validation(), problem -> problems.add(reader.error("labels", problem)))
        .labels(labels);
    return group;
  }

  private static List<RuleDefinition> rules(
      MappingReader reader, RuleReading reading, Problems problems) {
    return problems
        .read(
            List.<Optional<RuleDefinition>>of(),
            () -> reader.list("rules", "empty or null rule", reading::rule))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /// An interval of 0 means the global one.
  private static Optional<Duration> positive(MappingReader reader, String key) {
    return Optional.of(reader.duration(key, Duration.ZERO)).filter(Duration::isPositive);
  }

  private static Optional<Duration> given(MappingReader reader, String key) {
    Duration duration = reader.duration(key, Duration.ZERO);
    return reader.has(key) ? Optional.of(duration) : Optional.empty();
  }

  private void finish(MappingReader reader, Problems problems) {
    if (!options.ignoreUnknownFields()) {
      reader.unknownKeys().forEach(problems::add);
    }
  }
}
