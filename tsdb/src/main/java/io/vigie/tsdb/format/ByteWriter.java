package io.vigie.tsdb.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing run of bytes, written at its end; numbers are little-endian. Reused after [#clear], so
/// [#array] is valid until the next addition. Not thread-safe.
public final class ByteWriter {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_VARINT_BYTES = 10;

  private byte[] bytes;
  private int size;

  public ByteWriter(int capacityBytes) {
    bytes = new byte[Math.max(capacityBytes, 16)];
  }

  /// Bytes written since the last [#clear].
  public int size() {
    return size;
  }

  /// The writer's own array; its first [#size] bytes mean something.
  public byte[] array() {
    return bytes;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  public void clear() {
    size = 0;
  }

  /// Forgets everything after a position that was [#size] before.
  public void cutTo(int newSize) {
    size = newSize;
  }

  public void writeByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  public void writeInt(int value) {
    ensure(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  /// Overwrites four bytes that were written before.
  public void setInt(int position, int value) {
    INT.set(bytes, position, value);
  }

  public void writeLong(long value) {
    ensure(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  /// Bit by bit, so that every NaN stays the one that it is.
  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  /// Seven bits a byte, lowest first; a set eighth bit means that more follow. Negative numbers
  /// take ten bytes.
  public void writeVarint(long value) {
    ensure(MAX_VARINT_BYTES);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /// A signed number so that small ones of either sign are short.
  public void writeZigzag(long value) {
    writeVarint((value << 1) ^ (value >> 63));
  }

  /// Length, then UTF-8. A lone surrogate becomes a question mark.
  public void writeString(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeVarint(utf8.length);
    writeBytes(utf8, 0, utf8.length);
  }

  public void writeBytes(byte[] source, int offset, int length) {
    ensure(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
