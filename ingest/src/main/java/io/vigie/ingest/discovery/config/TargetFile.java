package io.vigie.ingest.discovery.config;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.Position;
import io.vigie.config.yaml.YamlFile;
import io.vigie.config.yaml.YamlNode;
import io.vigie.config.yaml.YamlNode.Sequence;
import io.vigie.ingest.discovery.TargetGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads a file of target groups, JSON or YAML by its extension.
public final class TargetFile {
  /// The label that holds the file's path.
  public static final String FILEPATH_LABEL = "__meta_filepath";

  private static final int MAX_SIZE_BYTES = 256 << 20;

  private TargetFile() {}

  /// @throws ConfigException if the YAML file is wrong
  /// @throws IOException if the file cannot be read or the JSON file is wrong
  public static List<TargetGroup> read(Path path) throws IOException {
    String name = path.toString();
    String extension = name.substring(Math.max(0, name.lastIndexOf('.')));
    return switch (extension.toLowerCase(Locale.ROOT)) {
      case ".json" -> TargetGroupJson.read(bytes(path), name, FILEPATH_LABEL);
      case ".yml", ".yaml" -> yaml(path);
      default -> throw new IOException("invalid file extension: \"" + extension + "\"");
    };
  }

  private static byte[] bytes(Path path) throws IOException {
    long sizeBytes = Files.size(path);
    if (sizeBytes > MAX_SIZE_BYTES) {
      throw new IOException(path + " has " + sizeBytes + " bytes; at most " + MAX_SIZE_BYTES);
    }
    return Files.readAllBytes(path);
  }

  private static List<TargetGroup> yaml(Path path) throws IOException {
    YamlFile file = YamlFile.read(path);
    List<TargetGroup> groups = new ArrayList<>();
    if (file.root().isEmpty() || file.root().get().isEmpty()) {
      return groups;
    }
    if (!(file.root().get() instanceof Sequence sequence)) {
      throw new ConfigException(
          file.name(), file.root().get().position(), "expected a list of target groups");
    }
    for (YamlNode item : sequence.items()) {
      groups.add(group(file, item, groups.size()));
    }
    return groups;
  }

  private static TargetGroup group(YamlFile file, YamlNode item, int index) {
    Position position = item.position();
    if (item.isEmpty()) {
      throw new ConfigException(file.name(), position, "nil target group item found");
    }
    MappingReader reader = MappingReader.of(file, "[" + index + "]", item);
    TargetGroup group = TargetGroupReader.read(reader, file.name() + ":" + index);
    return new TargetGroup(
        group.source(), group.targets(), group.labels().with(FILEPATH_LABEL, file.name()));
  }
}
