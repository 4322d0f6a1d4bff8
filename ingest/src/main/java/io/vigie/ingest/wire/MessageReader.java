package io.vigie.ingest.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Walks through a protobuf message in place (<https://protobuf.dev/programming-guides/encoding/>):
/// ask for the next tag, then read its value, [#enter] the message that it holds, or [#skip] it.
/// Everything is checked against the end of the message. Reused from message to message; allocates
/// nothing but the texts that are asked for. Not thread-safe.
public final class MessageReader {
  /// Wire types, the lower three bits of a tag.
  public static final int VARINT = 0;

  public static final int FIXED_64 = 1;
  public static final int BYTES = 2;
  public static final int FIXED_32 = 5;

  private static final VarHandle LITTLE_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] data = {};
  private int position;
  private int end;

  /// The tag of a field: its number and the wire type of its value.
  public static int tag(int field, int wireType) {
    return field << 3 | wireType;
  }

  /// Begins with the message from `start` to `messageEnd` exclusive.
  public void reset(byte[] bytes, int start, int messageEnd) {
    data = bytes;
    position = start;
    end = messageEnd;
  }

  public int position() {
    return position;
  }

  /// End of the message being read, exclusive.
  public int end() {
    return end;
  }

  public boolean isAtEnd() {
    return position >= end;
  }

  /// Goes to a place within the message being read.
  public void moveTo(int newPosition) {
    position = newPosition;
  }

  /// The next tag, 0 if the message is over.
  public int nextTag() throws MalformedMessageException {
    if (position >= end) {
      return 0;
    }
    byte first = data[position];
    if (first > 7) {
      position++;
      return first;
    }
    long tag = varint();
    if (tag >>> 32 != 0 || tag >>> 3 == 0) {
      throw new MalformedMessageException(
          "illegal tag " + Long.toUnsignedString(tag) + " at byte " + position);
    }
    return (int) tag;
  }

  /// A number of up to 64 bits.
  public long varint() throws MalformedMessageException {
    if (position < end && data[position] >= 0) {
      return data[position++];
    }
    return longVarint();
  }

  private long longVarint() throws MalformedMessageException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      need(1);
      byte b = data[position++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new MalformedMessageException("number of more than 64 bits at byte " + position);
  }

  /// A number in zig-zag encoding.
  public long zigZag() throws MalformedMessageException {
    long encoded = varint();
    return (encoded >>> 1) ^ -(encoded & 1);
  }

  /// The bits of a number of 64 bits, little endian.
  public long fixed64() throws MalformedMessageException {
    need(8);
    long bits = (long) LITTLE_ENDIAN_LONG.get(data, position);
    position += 8;
    return bits;
  }

  public double fixedDouble() throws MalformedMessageException {
    return Double.longBitsToDouble(fixed64());
  }

  /// Length of a value in bytes, which begins at [#position].
  public int length() throws MalformedMessageException {
    long length = varint();
    if (length < 0 || length > end - position) {
      throw new MalformedMessageException(
          "a field at byte "
              + position
              + " says it has "
              + Long.toUnsignedString(length)
              + " bytes where "
              + (end - position)
              + " are left");
    }
    return (int) length;
  }

  /// Goes into the message that the field holds.
  ///
  /// @return what [#leave] must be given
  public int enter() throws MalformedMessageException {
    int length = length();
    int outerEnd = end;
    end = position + length;
    return outerEnd;
  }

  /// Goes behind the message that was entered.
  public void leave(int outerEnd) {
    position = end;
    end = outerEnd;
  }

  /// A text.
  ///
  /// @throws MalformedMessageException if it is not UTF-8
  public String text() throws MalformedMessageException {
    int length = length();
    String text = text(data, position, position + length);
    position += length;
    return text;
  }

  /// The text of some bytes.
  ///
  /// @throws MalformedMessageException if they are not UTF-8
  public static String text(byte[] bytes, int start, int end) throws MalformedMessageException {
    for (int i = start; i < end; i++) {
      if (bytes[i] < 0) {
        return decode(bytes, start, end);
      }
    }
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private static String decode(byte[] bytes, int start, int end) throws MalformedMessageException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedMessageException("a text at byte " + start + " is not UTF-8");
    }
  }

  /// Goes past the value of a field that means nothing here.
  ///
  /// @param lastKnown highest number of a field that is known; up to it a field comes here only if
  ///   its value has the wrong wire type
  public void skip(int tag, int lastKnown) throws MalformedMessageException {
    if (tag >>> 3 <= lastKnown) {
      throw new MalformedMessageException(
          "wrong wire type " + (tag & 7) + " for field " + (tag >>> 3) + " at byte " + position);
    }
    skip(tag);
  }

  /// Goes past the value of any field.
  public void skip(int tag) throws MalformedMessageException {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED_64 -> advance(8);
      case BYTES -> {
        int length = length(); // which moves the position
        position += length;
      }
      case FIXED_32 -> advance(4);
      default ->
          throw new MalformedMessageException(
              "unsupported wire type " + (tag & 7) + " at byte " + position);
    }
  }

  private void advance(int bytes) throws MalformedMessageException {
    need(bytes);
    position += bytes;
  }

  private void need(int bytes) throws MalformedMessageException {
    if (end - position < bytes) {
      throw new MalformedMessageException("unexpected end of message at byte " + position);
    }
  }
}
