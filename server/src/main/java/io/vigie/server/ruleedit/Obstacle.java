package io.vigie.server.ruleedit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Why a rule file cannot be written, whoever asks.
public enum Obstacle {
  FILE_READ_ONLY("the file is read-only for this server: change it where it comes from"),
  FOLDER_READ_ONLY("its folder is read-only for this server: change the file where it comes from");

  private final String reason;

  Obstacle(String reason) {
    this.reason = reason;
  }

  /// For machines.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// For people, as the end of a sentence about the file.
  public String reason() {
    return reason;
  }

  /// What stands in the way of replacing a file, if anything does.
  static Optional<Obstacle> of(Path file) throws IOException {
    Path target = file.toRealPath();
    if (!Files.isWritable(target)) {
      return Optional.of(FILE_READ_ONLY);
    }
    return ofFolder(target.resolveSibling("."));
  }

  /// What stands in the way of making a file in a folder, if anything does.
  static Optional<Obstacle> ofFolder(Path folder) {
    return Files.isWritable(folder) ? Optional.empty() : Optional.of(FOLDER_READ_ONLY);
  }
}
