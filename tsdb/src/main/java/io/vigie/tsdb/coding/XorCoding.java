package io.vigie.tsdb.coding;

import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.MalformedBytesException;

/// Doubles as the bits in which each differs from the one before: for values that are no decimals.
///
/// ```
/// first value, 8 │ for every other one, bits, highest first:
///   0                                  the same value again
///   10 bits                            the differing bits lie within the last window
///   11 zeros before, 6 │ length - 1, 6 │ bits   a new window
/// ```
///
/// After Pelkonen et al., *Gorilla: A Fast, Scalable, In-Memory Time Series Database*, VLDB 2015,
/// section 4.1.2, with six bits for the leading zeros.
final class XorCoding {
  private static final int FIELD_BITS = 6;

  private XorCoding() {}

  static void encode(double[] values, int from, int count, ByteWriter out) {
    BitWriter bits = new BitWriter(out);
    long previous = Double.doubleToRawLongBits(values[from]);
    out.writeLong(previous);
    int leading = -1;
    int length = 0;
    for (int i = from + 1; i < from + count; i++) {
      long current = Double.doubleToRawLongBits(values[i]);
      long xor = current ^ previous;
      previous = current;
      if (xor == 0) {
        bits.write(0, 1);
        continue;
      }
      int zerosBefore = Long.numberOfLeadingZeros(xor);
      int zerosAfter = Long.numberOfTrailingZeros(xor);
      if (leading >= 0 && zerosBefore >= leading && zerosAfter >= Long.SIZE - leading - length) {
        bits.write(0b10, 2);
      } else {
        leading = zerosBefore;
        length = Long.SIZE - zerosBefore - zerosAfter;
        bits.write(0b11, 2);
        bits.write(leading, FIELD_BITS);
        bits.write(length - 1, FIELD_BITS);
      }
      bits.write(xor >>> (Long.SIZE - leading - length), length);
    }
    bits.finish();
  }

  static void decode(ByteReader in, double[] into, int from, int count) {
    long previous = in.readLong();
    into[from] = Double.longBitsToDouble(previous);
    BitReader bits = new BitReader(in);
    int leading = 0;
    int length = 0;
    for (int i = from + 1; i < from + count; i++) {
      if (bits.read(1) != 0) {
        if (bits.read(1) != 0) {
          leading = (int) bits.read(FIELD_BITS);
          length = (int) bits.read(FIELD_BITS) + 1;
        }
        if (length == 0 || leading + length > Long.SIZE) {
          throw new MalformedBytesException(
              in.position(), "a window of " + length + " bits after " + leading);
        }
        previous ^= bits.read(length) << (Long.SIZE - leading - length);
      }
      into[i] = Double.longBitsToDouble(previous);
    }
  }

  /// Bits into bytes, highest first.
  private static final class BitWriter {
    private final ByteWriter out;
    private int current;
    private int used;

    BitWriter(ByteWriter out) {
      this.out = out;
    }

    void write(long value, int count) {
      int left = count;
      while (left > 0) {
        int step = Math.min(left, 8 - used);
        left -= step;
        current = current << step | (int) (value >>> left & (1 << step) - 1);
        used += step;
        if (used == 8) {
          out.writeByte(current);
          current = 0;
          used = 0;
        }
      }
    }

    void finish() {
      if (used > 0) {
        out.writeByte(current << (8 - used));
      }
    }
  }

  /// Bits out of bytes, highest first.
  private static final class BitReader {
    private final ByteReader in;
    private int current;
    private int left;

    BitReader(ByteReader in) {
      this.in = in;
    }

    long read(int count) {
      long value = 0;
      int wanted = count;
      while (wanted > 0) {
        if (left == 0) {
          current = in.readByte();
          left = 8;
        }
        int step = Math.min(wanted, left);
        left -= step;
        value = value << step | (current >>> left & (1 << step) - 1);
        wanted -= step;
      }
      return value;
    }
  }
}
