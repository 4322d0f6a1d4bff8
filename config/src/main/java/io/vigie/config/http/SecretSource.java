package io.vigie.config.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Where a text that belongs to a connection comes from: the configuration itself or a file, which
/// is read anew at each use so that it can be rotated. Also holds what is not secret but comes in
/// the same two ways (certificates, user names).
public sealed interface SecretSource {
  /// Files larger than this are refused: none of these texts is longer.
  int MAX_FILE_SIZE_BYTES = 1 << 20;

  /// The text, without leading or trailing white space if it comes from a file; empty if nothing is
  /// configured.
  ///
  /// @throws IOException if the file cannot be read or is larger than [#MAX_FILE_SIZE_BYTES]; the
  ///   message names the file
  Secret read() throws IOException;

  /// The file, if there is one.
  Optional<Path> file();

  default boolean isConfigured() {
    return !(this instanceof Absent);
  }

  /// Not configured.
  static SecretSource none() {
    return new Absent();
  }

  /// The given text, or [#none] if it is empty.
  static SecretSource inline(String text) {
    return text.isEmpty() ? none() : new Inline(Secret.of(text));
  }

  /// Not configured.
  record Absent() implements SecretSource {
    @Override
    public Secret read() {
      return Secret.NONE;
    }

    @Override
    public Optional<Path> file() {
      return Optional.empty();
    }
  }

  /// Written in the configuration.
  record Inline(Secret secret) implements SecretSource {
    @Override
    public Secret read() {
      return secret;
    }

    @Override
    public Optional<Path> file() {
      return Optional.empty();
    }
  }

  /// Kept in a file.
  record InFile(Path path) implements SecretSource {
    @Override
    public Secret read() throws IOException {
      try (var in = Files.newInputStream(path)) {
        byte[] bytes = in.readNBytes(MAX_FILE_SIZE_BYTES + 1);
        if (bytes.length > MAX_FILE_SIZE_BYTES) {
          throw new IOException(path + " is larger than " + MAX_FILE_SIZE_BYTES + " bytes");
        }
        return Secret.of(new String(bytes, StandardCharsets.UTF_8).strip());
      } catch (NoSuchFileException e) {
        throw new IOException("unable to read file " + path + ": no such file", e);
      }
    }

    @Override
    public Optional<Path> file() {
      return Optional.of(path);
    }
  }
}
