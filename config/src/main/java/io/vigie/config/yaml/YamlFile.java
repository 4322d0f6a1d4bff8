package io.vigie.config.yaml;

import io.vigie.config.yaml.YamlNode.Mapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A YAML text together with where it comes from. Only the first document of the text counts, but
/// for [#documents].
///
/// @param name as shown in messages
/// @param directory what relative paths in it are relative to; the empty path means the working
///   directory
/// @param root nothing if the text is empty
public record YamlFile(String name, Path directory, Optional<YamlNode> root) {
  /// Files larger than this are refused.
  public static final long MAX_SIZE_BYTES = 64 << 20;

  /// Reads a file.
  ///
  /// @throws ConfigException if it is no YAML
  /// @throws IOException if it cannot be read
  public static YamlFile read(Path path) throws IOException {
    Path parent = path.getParent();
    return parse(path.toString(), parent == null ? Path.of("") : parent, text(path));
  }

  /// The text of a file.
  ///
  /// @throws ConfigException if it is not UTF-8
  /// @throws IOException if it cannot be read
  public static String text(Path path) throws IOException {
    try {
      long sizeBytes = Files.size(path);
      if (sizeBytes > MAX_SIZE_BYTES) {
        throw new IOException(path + " has " + sizeBytes + " bytes; at most " + MAX_SIZE_BYTES);
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (NoSuchFileException e) {
      throw new IOException("open " + path + ": no such file or directory", e);
    } catch (CharacterCodingException _) {
      throw new ConfigException(
          path.toString(), Position.UNKNOWN, "yaml: invalid UTF-8; save the file as UTF-8");
    }
  }

  /// Reads a text.
  ///
  /// @throws ConfigException if it is no YAML
  public static YamlFile parse(String name, Path directory, String text) {
    return new YamlFile(name, directory, YamlComposer.compose(name, text));
  }

  /// Reads a text of several documents, separated by `---`; those with nothing in them are left
  /// out.
  ///
  /// @throws ConfigException if one of them is no YAML
  public static List<YamlFile> documents(String name, Path directory, String text) {
    return YamlComposer.composeAll(name, text).stream()
        .map(root -> new YamlFile(name, directory, Optional.of(root)))
        .toList();
  }

  /// A reader of the whole file, which must be a mapping or empty.
  ///
  /// @throws ConfigException if it is anything else
  public MappingReader mapping() {
    YamlNode node = root.orElse(new Mapping(List.of(), new Position(1, 1)));
    if (node.isEmpty()) {
      node = new Mapping(List.of(), node.position());
    }
    return MappingReader.of(this, "", node);
  }

  ConfigException error(Position position, String problem) {
    return new ConfigException(name, position, problem);
  }

  /// A path of the file, relative to the file's directory if it is not absolute. The empty text
  /// stays empty.
  String resolve(String path) {
    return path.isEmpty() || Path.of(path).isAbsolute() ? path : directory.resolve(path).toString();
  }
}
