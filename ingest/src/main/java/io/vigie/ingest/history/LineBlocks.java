package io.vigie.ingest.history;

import io.vigie.ingest.intake.RefusedPushException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Cuts a stream into blocks of whole lines, in one array that is used again and grows only for a
/// long line. Not thread-safe.
final class LineBlocks {
  static final int MAX_LINE_BYTES = 32 << 20;

  private static final int BLOCK_BYTES = 1 << 20;

  private final InputStream in;
  private final int maxLineBytes;

  /// What was read: the block, then the beginning of the next.
  private byte[] bytes;

  private int filled;
  private int length;
  private boolean atEnd;
  private long linesBefore;
  private long bytesBefore;

  LineBlocks(InputStream in) {
    this(in, BLOCK_BYTES, MAX_LINE_BYTES);
  }

  LineBlocks(InputStream in, int blockBytes, int maxLineBytes) {
    this.in = in;
    this.bytes = new byte[blockBytes];
    this.maxLineBytes = maxLineBytes;
  }

  /// Moves to the next block.
  ///
  /// @return false if there is none
  /// @throws RefusedPushException if a line is too long
  /// @throws IOException if the stream cannot be read
  boolean next() throws RefusedPushException, IOException {
    linesBefore += lines();
    bytesBefore += length;
    System.arraycopy(bytes, length, bytes, 0, filled - length);
    filled -= length;
    length = 0;
    while (length == 0 && !(atEnd && filled == 0)) {
      fill();
      length = atEnd ? filled : afterLastNewline();
    }
    return length > 0;
  }

  private void fill() throws RefusedPushException, IOException {
    if (filled == bytes.length) {
      if (filled >= maxLineBytes) {
        throw new RefusedPushException(
            400, "line %d is longer than %d bytes".formatted(linesBefore + 1, maxLineBytes));
      }
      bytes = Arrays.copyOf(bytes, Math.min(2 * filled, maxLineBytes));
    }
    int read = in.readNBytes(bytes, filled, bytes.length - filled);
    atEnd = read < bytes.length - filled;
    filled += read;
  }

  private int afterLastNewline() {
    int at = filled;
    while (at > 0 && bytes[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  private long lines() {
    long lines = 0;
    for (int i = 0; i < length; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return length > 0 && bytes[length - 1] != '\n' ? lines + 1 : lines;
  }

  /// Holds the block from 0 to [#length]; valid until the next block.
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// Where the line that begins at `start` ends, its line break not included.
  int lineEnd(int start) {
    int end = start;
    while (end < length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  /// Lines in the blocks before this one.
  long linesBefore() {
    return linesBefore;
  }

  /// Bytes in the blocks before this one.
  long bytesBefore() {
    return bytesBefore;
  }
}
