package io.vigie.ingest.prometheus;

import java.util.Arrays;

/// Writes the bit stream of a chunk, highest bit first: the counterpart of [BitReader]. Not
/// thread-safe.
final class BitWriter {
  private byte[] bytes;
  private int size;

  /// Bits of the last byte that are not written yet.
  private int bitsFree;

  BitWriter(int capacityBytes) {
    bytes = new byte[capacityBytes];
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void bit(boolean value) {
    bits(value ? 1 : 0, 1);
  }

  /// The lowest bits of a number.
  ///
  /// @param count from 0 to 64
  void bits(long value, int count) {
    int left = count;
    while (left > 0) {
      if (bitsFree == 0) {
        grow();
      }
      int taken = Math.min(left, bitsFree);
      left -= taken;
      bitsFree -= taken;
      bytes[size - 1] |= (byte) ((value >>> left & ((1 << taken) - 1)) << bitsFree);
    }
  }

  private void grow() {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    size++;
    bitsFree = Byte.SIZE;
  }

  void real(double value) {
    bits(Double.doubleToRawLongBits(value), Long.SIZE);
  }

  /// Seven bits a byte, lowest first; bytes need not begin at a byte.
  void uvarint(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bits((left & 0x7f) | 0x80, Byte.SIZE);
      left >>>= 7;
    }
    bits(left, Byte.SIZE);
  }

  void varint(long value) {
    uvarint(value << 1 ^ value >> 63);
  }

  /// A signed number in the variable bit coding of histogram chunks.
  void varbitInt(long value) {
    varbit(value, value == 0 ? 0 : sizeOf(value));
  }

  private static int sizeOf(long value) {
    int at = 1;
    while (!fits(value, BitReader.VARBIT_SIZES[at])) {
      at++;
    }
    return at;
  }

  /// Whether a signed number can be told from others in so many bits: two's complement, save that
  /// the lowest negative one is taken for the highest positive one.
  static boolean fits(long value, int bits) {
    return bits == Long.SIZE || (value > -(1L << (bits - 1)) && value <= 1L << (bits - 1));
  }

  /// An unsigned number in the variable bit coding of histogram chunks.
  void varbitUint(long value) {
    int at = 0;
    while (Long.numberOfLeadingZeros(value) < Long.SIZE - BitReader.VARBIT_SIZES[at]) {
      at++;
    }
    varbit(value, at);
  }

  /// @param sizeIndex where the number of bits stands in [BitReader#VARBIT_SIZES]; so many ones
  ///   come first, then a zero unless it is the last
  private void varbit(long value, int sizeIndex) {
    boolean last = sizeIndex == BitReader.VARBIT_SIZES.length - 1;
    bits(-1L << (last ? 0 : 1), last ? sizeIndex : sizeIndex + 1);
    bits(value, BitReader.VARBIT_SIZES[sizeIndex]);
  }
}
