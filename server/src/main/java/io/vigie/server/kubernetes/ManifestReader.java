package io.vigie.server.kubernetes;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import io.vigie.config.yaml.YamlNode.Mapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Reads the objects of a file: several documents, lists of objects, YAML or JSON.
final class ManifestReader {
  private ManifestReader() {}

  /// @throws ConfigException if it is no YAML, or something in it is no object of Kubernetes
  /// @throws IOException if it cannot be read
  static List<Manifest> read(Path path) throws IOException {
    Path parent = path.getParent();
    String text = YamlFile.text(path);
    List<String> lines = text.lines().toList();
    return YamlFile.documents(path.toString(), parent == null ? Path.of("") : parent, text).stream()
        .flatMap(file ->
            objects(new Fields(file.root().orElseThrow()))
                .map(fields -> manifest(file, lines, fields)))
        .toList();
  }

  private static Stream<Fields> objects(Fields root) {
    boolean isList = root.text("kind").orElse("").endsWith("List") && root.has("items");
    return isList ? root.items("items").stream() : Stream.of(root);
  }

  private static Manifest manifest(YamlFile file, List<String> lines, Fields fields) {
    if (!(fields.node() instanceof Mapping) || fields.text("kind").isEmpty()) {
      throw new ConfigException(
          file.name(),
          fields.node().position(),
          "no manifest: an object of Kubernetes says its apiVersion and its kind");
    }
    return new Manifest(file, lines, fields);
  }
}
