package io.vigie.tsdb.format;

import java.io.IOException;
import java.nio.file.Path;

/// A stored file is damaged. The message names the file, the byte and what is wrong there.
public final class CorruptFileException extends IOException {
  private final transient Path path;
  private final long offset;

  /// @param offset where the damage was noticed, in bytes from the start of the file
  /// @param reason what was expected and what was found
  public CorruptFileException(Path path, long offset, String reason) {
    super(path + " is damaged at byte " + offset + ": " + reason);
    this.path = path;
    this.offset = offset;
  }

  /// The damaged file.
  public Path path() {
    return path;
  }

  /// Where the damage was noticed, in bytes from the start of the file.
  public long offset() {
    return offset;
  }
}
