package io.vigie.ingest.prometheus;

/// Writes a bit stream by hand, as the documents of Prometheus' formats describe it.
final class Bits {
  private final StringBuilder bits = new StringBuilder();

  /// Zeros and ones; spaces are for the reader.
  Bits bits(String text) {
    bits.append(text.replace(" ", ""));
    return this;
  }

  /// The lowest bits of a number.
  Bits number(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      bits.append(value >>> i & 1);
    }
    return this;
  }

  Bits real(double value) {
    return number(Double.doubleToRawLongBits(value), Long.SIZE);
  }

  Bits uvarint(long value) {
    long left = value;
    while (left >= 0x80) {
      number(left & 0x7f | 0x80, Byte.SIZE);
      left >>>= 7;
    }
    return number(left, Byte.SIZE);
  }

  Bits varint(long value) {
    return uvarint(value << 1 ^ value >> 63);
  }

  /// Zeros and ones.
  String text() {
    return bits.toString();
  }

  byte[] bytes() {
    byte[] bytes = new byte[(bits.length() + Byte.SIZE - 1) / Byte.SIZE];
    for (int i = 0; i < bits.length(); i++) {
      if (bits.charAt(i) == '1') {
        bytes[i / Byte.SIZE] |= (byte) (0x80 >>> i % Byte.SIZE);
      }
    }
    return bytes;
  }
}
