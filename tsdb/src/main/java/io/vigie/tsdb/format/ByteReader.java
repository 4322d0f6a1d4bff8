package io.vigie.tsdb.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Reads what [ByteWriter] wrote. Whatever the bytes are, reading ends with a value or a
/// [MalformedBytesException], and never allocates more than the bytes that are there. Not
/// thread-safe.
public final class ByteReader {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int position;

  public ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /// @param end position after the last byte that may be read
  public ByteReader(byte[] bytes, int position, int end) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  public int position() {
    return position;
  }

  public int remaining() {
    return end - position;
  }

  public boolean hasRemaining() {
    return position < end;
  }

  /// The array read from.
  public byte[] array() {
    return bytes;
  }

  public int readByte() {
    need(1);
    return bytes[position++] & 0xff;
  }

  public int readInt() {
    need(Integer.BYTES);
    int value = (int) INT.get(bytes, position);
    position += Integer.BYTES;
    return value;
  }

  public long readLong() {
    need(Long.BYTES);
    long value = (long) LONG.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  public long readVarint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      need(1);
      byte next = bytes[position++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedBytesException(position, "a number of more than 64 bits");
  }

  public long readZigzag() {
    long value = readVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /// A count of things of at least `minBytesEach` bytes each that must still follow.
  public int readCount(int minBytesEach) {
    long count = readVarint();
    if (count < 0 || count > remaining() / Math.max(1, minBytesEach)) {
      throw new MalformedBytesException(
          position, "a count of " + count + " where only " + remaining() + " bytes follow");
    }
    return (int) count;
  }

  public String readString() {
    int length = readCount(1);
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  public byte[] readBytes(int length) {
    byte[] copy = new byte[checkedLength(length)];
    System.arraycopy(bytes, position, copy, 0, length);
    position += length;
    return copy;
  }

  public void skip(int length) {
    position += checkedLength(length);
  }

  private int checkedLength(int length) {
    if (length < 0) {
      throw new MalformedBytesException(position, "a length of " + length);
    }
    need(length);
    return length;
  }

  private void need(int length) {
    if (length > end - position) {
      throw new MalformedBytesException(
          position, length + " bytes expected, " + (end - position) + " left");
    }
  }
}
