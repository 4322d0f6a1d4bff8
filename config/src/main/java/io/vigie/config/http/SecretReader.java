package io.vigie.config.http;

import io.vigie.config.yaml.MappingReader;
import java.nio.file.Path;
import java.util.Optional;

/// Reads texts that come in the ways of [SecretSource].
public final class SecretReader {
  private SecretReader() {}

  /// A secret under a key; shown masked.
  public static Secret secret(MappingReader reader, String key) {
    return reader.value(key, Secret.NONE, Secret.NONE, Secret::of, Secret::toString);
  }

  /// A secret under `key` or in the file under `key_file`.
  ///
  /// @param problem what to say if both are given
  public static SecretSource source(MappingReader reader, String key, String problem) {
    Secret inline = secret(reader, key);
    Optional<Path> path = reader.path(key + "_file");
    return choose(reader, inline.isEmpty(), new SecretSource.Inline(inline), path, problem);
  }

  /// As [#source], for what need not be hidden and may also be named in a secret manager.
  static SecretSource openSource(MappingReader reader, String key, String problem) {
    String inline = reader.string(key);
    Optional<Path> path = reader.path(key + "_file");
    refuseReference(reader, key);
    return choose(
        reader, inline.isEmpty(), new SecretSource.Inline(Secret.of(inline)), path, problem);
  }

  /// As [#source], for what may also be named in a secret manager.
  static SecretSource managedSource(MappingReader reader, String key, String problem) {
    SecretSource source = source(reader, key, problem);
    refuseReference(reader, key);
    return source;
  }

  private static SecretSource choose(
      MappingReader reader,
      boolean noInline,
      SecretSource inline,
      Optional<Path> path,
      String problem) {
    if (!noInline && path.isPresent()) {
      throw reader.error(problem);
    }
    return path.<SecretSource>map(SecretSource.InFile::new)
        .orElse(noInline ? SecretSource.none() : inline);
  }

  private static void refuseReference(MappingReader reader, String key) {
    if (!reader.string(key + "_ref").isEmpty()) {
      throw reader.error(
          key + "_ref",
          key + "_ref needs a secret manager, and there is none here; use " + key + "_file");
    }
  }
}
