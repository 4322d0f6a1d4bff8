package io.vigie.outbound;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Bytes that grow as they come, kept for the next body. Not thread-safe.
public final class BodyBuffer {
  private byte[] bytes;
  private int size;

  public BodyBuffer() {
    this(4096);
  }

  public BodyBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  /// The buffer's own array, of which the first [#size] bytes mean anything, until the next change.
  public byte[] array() {
    return bytes;
  }

  public int size() {
    return size;
  }

  public int capacity() {
    return bytes.length;
  }

  /// Forgets the content, keeps the room.
  public void clear() {
    size = 0;
  }

  /// Appends what the other buffer holds.
  void append(ByteBuffer chunk) {
    int length = chunk.remaining();
    reserve(length);
    chunk.get(bytes, size, length);
    size += length;
  }

  /// Appends a part of an array.
  public void append(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /// Makes room for so many more bytes.
  void reserve(int more) {
    long wanted = (long) size + more;
    if (wanted <= bytes.length) {
      return;
    }
    if (wanted > Integer.MAX_VALUE - 8) {
      throw new OutOfMemoryError("a body of more than 2 GiB");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(wanted, bytes.length * 2L), 0x7fff_fff0L));
  }

  /// Takes bytes written straight into [#array] after [#reserve] into the content.
  void advance(int count) {
    size += count;
  }
}
