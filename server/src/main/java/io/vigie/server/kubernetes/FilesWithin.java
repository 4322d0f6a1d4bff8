package io.vigie.server.kubernetes;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.Position;
import io.vigie.config.yaml.YamlFile;
import io.vigie.config.yaml.YamlNode.Entry;
import io.vigie.config.yaml.YamlNode.Mapping;
import io.vigie.config.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.stream.Collectors;

/// The YAML files that a ConfigMap brings, as files of their own that know where they stand.
final class FilesWithin {
  private FilesWithin() {}

  /// @throws ConfigException if one of them is no YAML
  static List<YamlFile> of(Manifest manifest) {
    return manifest.fields().at("data").node() instanceof Mapping data
        ? data.entries().stream()
            .filter(entry -> entry.key().text().matches(".*\\.(ya?ml|rules)"))
            .filter(entry -> entry.value() instanceof Scalar)
            .map(entry -> file(manifest, entry))
            .toList()
        : List.of();
  }

  private static YamlFile file(Manifest manifest, Entry entry) {
    Scalar value = (Scalar) entry.value();
    Position begin = value.position();
    if (isInLines(manifest, begin)) {
      return YamlFile.parse(
          manifest.file().name(), manifest.file().directory(), inPlace(manifest, value));
    }
    String name =
        "%s, line %d, %s".formatted(manifest.file().name(), begin.line(), entry.key().text());
    return YamlFile.parse(name, manifest.file().directory(), value.text());
  }

  /// Whether it is written as `|` with its lines below.
  private static boolean isInLines(Manifest manifest, Position position) {
    List<String> lines = manifest.lines();
    return position.line() <= lines.size()
        && lines.get(position.line() - 1).startsWith("|", position.column() - 1);
  }

  /// As many empty lines before it and blanks in its lines as there are in the manifest, so that
  /// all places in it are places there.
  private static String inPlace(Manifest manifest, Scalar value) {
    int line = value.position().line();
    String blanks =
        manifest.lines().stream()
            .skip(line)
            .filter(text -> !text.isBlank())
            .findFirst()
            .map(text -> text.substring(0, text.length() - text.stripLeading().length()))
            .orElse("");
    return "\n".repeat(line)
        + value
            .text()
            .lines()
            .map(text -> text.isBlank() || text.equals("---") ? "" : blanks + text)
            .collect(Collectors.joining("\n"));
  }
}
