package io.vigie.ingest.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads the fields of one protobuf message in place
/// (<https://protobuf.dev/programming-guides/encoding/>): ask [#nextField], then read the value.
/// Everything is checked against the end of the message. Reused from message to message.
final class WireReader {
  static final int VARINT = 0;
  static final int FIXED_64 = 1;
  static final int BYTES = 2;
  private static final int FIXED_32 = 5;
  private static final VarHandle LITTLE_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] data;
  private int position;
  private int end;
  private int field;
  private int wireType;

  WireReader(byte[] data) {
    this.data = data;
  }

  /// Begins with the message from `start` to `messageEnd` exclusive.
  void begin(int start, int messageEnd) {
    position = start;
    end = messageEnd;
  }

  int position() {
    return position;
  }

  /// Number of the next field, 0 if the message is over. The value before must have been read or
  /// skipped.
  int nextField() throws ExpositionException {
    if (position == end) {
      return 0;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    wireType = (int) tag & 7;
    if (tag >>> 32 != 0 || field == 0) {
      throw new ExpositionException("protobuf: illegal tag " + Long.toUnsignedString(tag));
    }
    return field;
  }

  /// Whether the value of the field is bytes, as that of a message, a string or a packed list.
  boolean isBytes() {
    return wireType == BYTES;
  }

  long varintValue() throws ExpositionException {
    require(VARINT);
    return varint();
  }

  double doubleValue() throws ExpositionException {
    require(FIXED_64);
    return nextDouble();
  }

  /// Length of a value in bytes, which begins at [#position]; go past it with [#advance].
  int bytesLength() throws ExpositionException {
    require(BYTES);
    long length = varint();
    if (length < 0 || length > end - position) {
      throw new ExpositionException(
          "protobuf: field "
              + field
              + " says it has "
              + Long.toUnsignedString(length)
              + " bytes where "
              + (end - position)
              + " are left");
    }
    return (int) length;
  }

  void advance(int length) {
    position += length;
  }

  /// Goes past the value of a field that nobody asked for.
  void skip() throws ExpositionException {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED_64 -> nextDouble();
      case BYTES -> advance(bytesLength());
      case FIXED_32 -> {
        need(4);
        advance(4);
      }
      default -> throw new ExpositionException("protobuf: unsupported wire type " + wireType);
    }
  }

  /// A number wherever the reader stands: of a field or of a packed list.
  long varint() throws ExpositionException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      need(1);
      byte b = data[position++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new ExpositionException("protobuf: number of more than 64 bits");
  }

  /// A double wherever the reader stands.
  double nextDouble() throws ExpositionException {
    need(8);
    long bits = (long) LITTLE_ENDIAN_LONG.get(data, position);
    position += 8;
    return Double.longBitsToDouble(bits);
  }

  /// A field that is a `google.protobuf.Timestamp`, in milliseconds since the epoch.
  long timestampMillis() throws ExpositionException {
    int length = bytesLength();
    int outerEnd = end;
    end = position + length;
    long seconds = 0;
    long nanos = 0;
    for (int number = nextField(); number != 0; number = nextField()) {
      switch (number) {
        case 1 -> seconds = varintValue();
        case 2 -> nanos = (int) varintValue();
        default -> skip();
      }
    }
    end = outerEnd;
    return seconds * 1000 + nanos / 1_000_000;
  }

  /// A field that is a list of differences, each to the number before, packed or one by one.
  void addDeltasTo(DoubleList list) throws ExpositionException {
    if (!isBytes()) {
      list.addDelta(zigZag(varintValue()));
      return;
    }
    int listEnd = bytesLength() + position;
    while (position < listEnd) {
      list.addDelta(zigZag(varint()));
    }
    requireAt(listEnd);
  }

  /// A field that is a list of doubles, packed or one by one.
  void addDoublesTo(DoubleList list) throws ExpositionException {
    if (!isBytes()) {
      list.add(doubleValue());
      return;
    }
    int listEnd = bytesLength() + position;
    while (position < listEnd) {
      list.add(nextDouble());
    }
    requireAt(listEnd);
  }

  private void requireAt(int expected) throws ExpositionException {
    if (position != expected) {
      throw new ExpositionException("protobuf: unexpected end of field " + field);
    }
  }

  static long zigZag(long encoded) {
    return (encoded >>> 1) ^ -(encoded & 1);
  }

  private void need(int bytes) throws ExpositionException {
    if (end - position < bytes) {
      throw new ExpositionException("protobuf: unexpected end of message");
    }
  }

  private void require(int expected) throws ExpositionException {
    if (wireType != expected) {
      throw new ExpositionException(
          "protobuf: wrong wire type " + wireType + " for field " + field);
    }
  }
}
