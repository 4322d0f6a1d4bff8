package io.vigie.ingest.collect.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files in which Linux shows itself, under a root that tests replace.
public final class LinuxFiles {
  /// No file read here is nearly as long on the largest machines.
  private static final int MAX_BYTES = 16 << 20;

  private final Path root;

  /// @param root where the machine's root is seen
  public LinuxFiles(Path root) {
    this.root = root;
  }

  /// A file or folder by its path without the leading slash.
  Path path(String path) {
    return root.resolve(path);
  }

  boolean exists(String path) {
    return Files.exists(path(path));
  }

  /// All lines of a file.
  List<String> lines(String path) throws IOException {
    return text(path).lines().toList();
  }

  /// The text of a file, without the space around it.
  String text(String path) throws IOException {
    return read(path(path)).strip();
  }

  /// The text of a file that some machines do not have or that cannot be read just now, as many
  /// under `/sys` that depend on the device.
  public Optional<String> optionalText(String path) {
    try {
      return Optional.of(text(path));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The whole number, decimal or after `0x` hexadecimal, in a file like those of [#optionalText].
  Optional<Long> optionalNumber(String path) {
    try {
      return optionalText(path).map(Long::decode);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Names of everything in a folder, sorted.
  public List<String> names(String folder) throws IOException {
    try (Stream<Path> entries = Files.list(path(folder))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  /// Text split where there is space.
  public static List<String> words(String line) {
    return Arrays.asList(line.strip().split("\\s+", -1));
  }

  private static String read(Path file) throws IOException {
    // Files of the kernel say they have no length, so it cannot be asked first.
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(file + " is longer than " + MAX_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
