package io.vigie.tsdb.format;

/// Bytes are not what their format says. Readers of files turn it into a [CorruptFileException],
/// which knows the file.
public final class MalformedBytesException extends RuntimeException {
  private final int position;

  /// @param position where it was noticed, in the bytes given to the reader
  public MalformedBytesException(int position, String reason) {
    super(reason);
    this.position = position;
  }

  public int position() {
    return position;
  }
}
