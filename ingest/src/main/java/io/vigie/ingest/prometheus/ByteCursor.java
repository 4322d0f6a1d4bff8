package io.vigie.ingest.prometheus;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Reads the fields of Prometheus' files one after the other, big-endian, and never beyond the end.
/// Not thread-safe.
final class ByteCursor {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final int MAX_VARINT_BYTES = 10;

  private final MemorySegment bytes;
  private long position;

  ByteCursor(MemorySegment bytes) {
    this.bytes = bytes;
  }

  ByteCursor(byte[] bytes) {
    this(MemorySegment.ofArray(bytes));
  }

  /// A cursor over a part of a file.
  ///
  /// @throws MalformedDataException if the file has no such part
  static ByteCursor over(MemorySegment file, long offset, long length)
      throws MalformedDataException {
    if (offset < 0 || length < 0 || offset > file.byteSize() - length) {
      throw new MalformedDataException(
          "%d bytes at %d of %d".formatted(length, offset, file.byteSize()));
    }
    return new ByteCursor(file.asSlice(offset, length));
  }

  boolean hasRemaining() {
    return remaining() > 0;
  }

  long remaining() {
    return bytes.byteSize() - position;
  }

  long position() {
    return position;
  }

  private long take(long length) throws MalformedDataException {
    if (length < 0 || length > remaining()) {
      throw new MalformedDataException(
          "ends within a field of %d bytes at %d".formatted(length, position));
    }
    long at = position;
    position += length;
    return at;
  }

  int readByte() throws MalformedDataException {
    return bytes.get(ValueLayout.JAVA_BYTE, take(1)) & 0xff;
  }

  int readInt() throws MalformedDataException {
    return bytes.get(INT, take(Integer.BYTES));
  }

  long readUnsignedInt() throws MalformedDataException {
    return Integer.toUnsignedLong(readInt());
  }

  long readLong() throws MalformedDataException {
    return bytes.get(LONG, take(Long.BYTES));
  }

  double readDouble() throws MalformedDataException {
    return Double.longBitsToDouble(readLong());
  }

  long readUvarint() throws MalformedDataException {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      long next = readByte();
      value |= (next & 0x7f) << (7 * i);
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedDataException("a number of more than 64 bits at " + position);
  }

  long readVarint() throws MalformedDataException {
    long zigzag = readUvarint();
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  /// How many entries follow, of which each takes a number of bytes at least: more than there is
  /// room for are damage, and no memory is taken for them.
  int readCount(int entryBytes) throws MalformedDataException {
    long count = readUvarint();
    if (count < 0 || count > remaining() / entryBytes) {
      throw new MalformedDataException(count + " entries at " + position);
    }
    return (int) count;
  }

  byte[] readBytes(long length) throws MalformedDataException {
    return bytes.asSlice(take(length), length).toArray(ValueLayout.JAVA_BYTE);
  }

  String readText() throws MalformedDataException {
    return new String(readBytes(readUvarint()), StandardCharsets.UTF_8);
  }

  /// The checksum of what lies between two positions.
  int checksum(long from, long to) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.asSlice(from, to - from).asByteBuffer());
    return (int) checksum.getValue();
  }

  /// Reads a checksum and holds it against what was read since a position.
  ///
  /// @throws MalformedDataException if it is another one
  void checkSince(long from, String what) throws MalformedDataException {
    int actual = checksum(from, position);
    if (readInt() != actual) {
      throw new MalformedDataException("the checksum of " + what + " is wrong");
    }
  }
}
