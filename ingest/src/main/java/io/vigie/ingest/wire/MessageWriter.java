package io.vigie.ingest.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes protobuf messages (<https://protobuf.dev/programming-guides/encoding/>) into memory that
/// grows. As in proto3, fields of value zero are left out by the `…Field` methods. Reused after
/// [#clear]. Not thread-safe.
public final class MessageWriter {
  private static final int RESERVED_LENGTH_BYTES = 4;

  private byte[] bytes;
  private int size;

  public MessageWriter() {
    this(1024);
  }

  public MessageWriter(int capacityBytes) {
    bytes = new byte[capacityBytes];
  }

  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  /// What was written, in the first [#size] bytes; valid until the next call.
  public byte[] array() {
    return bytes;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /// Begins a field that is a message, or a packed list.
  ///
  /// @return what [#end] must be given
  public int begin(int field) {
    varint(MessageReader.tag(field, MessageReader.BYTES));
    reserve(RESERVED_LENGTH_BYTES);
    size += RESERVED_LENGTH_BYTES;
    return size;
  }

  /// Ends the field that began there.
  public void end(int start) {
    // The length comes first and takes one to five bytes; four are reserved, and what is not needed
    // is closed up.
    int length = size - start;
    int lengthBytes = varintBytes(length);
    if (lengthBytes > RESERVED_LENGTH_BYTES) {
      throw new IllegalStateException("a message of " + length + " bytes");
    }
    int at = start - RESERVED_LENGTH_BYTES;
    System.arraycopy(bytes, start, bytes, at + lengthBytes, length);
    size = at;
    varint(length);
    size += length;
  }

  private static int varintBytes(int value) {
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
  }

  public void varintField(int field, long value) {
    if (value != 0) {
      varint(MessageReader.tag(field, MessageReader.VARINT));
      varint(value);
    }
  }

  public void zigZagField(int field, long value) {
    varintField(field, zigZag(value));
  }

  public void doubleField(int field, double value) {
    if (Double.doubleToRawLongBits(value) != 0) {
      varint(MessageReader.tag(field, MessageReader.FIXED_64));
      fixedDouble(value);
    }
  }

  /// Of a choice: written also where the value is zero, because it says which was chosen.
  public void chosenVarintField(int field, long value) {
    varint(MessageReader.tag(field, MessageReader.VARINT));
    varint(value);
  }

  /// Of a choice: written also where the value is zero, because it says which was chosen.
  public void chosenDoubleField(int field, double value) {
    varint(MessageReader.tag(field, MessageReader.FIXED_64));
    fixedDouble(value);
  }

  public void textField(int field, String text) {
    if (!text.isEmpty()) {
      bytesField(field, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// An element of a list, written also where it is empty.
  public void bytesField(int field, byte[] value) {
    varint(MessageReader.tag(field, MessageReader.BYTES));
    varint(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  /// A number without a tag, as in a packed list.
  public void varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /// A number in zig-zag encoding without a tag.
  public void zigZagVarint(long value) {
    varint(zigZag(value));
  }

  private static long zigZag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  /// A double without a tag, as in a packed list.
  public void fixedDouble(double value) {
    reserve(8);
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < 8; i++) {
      bytes[size++] = (byte) (bits >>> (8 * i));
    }
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
