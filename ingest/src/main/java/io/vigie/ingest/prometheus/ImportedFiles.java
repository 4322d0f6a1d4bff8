package io.vigie.ingest.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;

/// Remembers, in a file beside the samples, what was imported whole: so an import that is started
/// again goes on where it was. Not thread-safe.
final class ImportedFiles {
  private static final int FINGERPRINTED_BYTES = 64 * 1024;

  private final Path file;
  private final Set<String> known;

  ImportedFiles(Path file) throws IOException {
    this.file = file;
    this.known = Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : new HashSet<>();
  }

  /// What stands for a file: its name, its size and its beginning.
  static String keyOf(String kind, Path path) throws IOException {
    CRC32C checksum = new CRC32C();
    try (InputStream in = Files.newInputStream(path)) {
      checksum.update(in.readNBytes(FINGERPRINTED_BYTES));
    }
    return "%s %s %d %08x"
        .formatted(kind, path.getFileName(), Files.size(path), checksum.getValue());
  }

  boolean has(String key) {
    return known.contains(key);
  }

  /// Call it when what was imported is durable.
  void add(String key) throws IOException {
    if (known.add(key)) {
      Files.writeString(
          file,
          key + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
