package io.vigie.tsdb.coding;

import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.MalformedBytesException;
import java.util.Arrays;

/// Doubles that were written by people or counted are decimals with few digits: 12.75 is 1275 and
/// an exponent of 2. A column of them is a column of whole numbers, which [LongCoding] packs well;
/// the values that are none (NaN, infinity, -0.0, 1/3) stand apart as exceptions, bit by bit.
///
/// ```
/// exponent, 1 │ exceptions, varint │ (distance to the one before, varint │ bits, 8) … │ whole numbers
/// ```
///
/// After the idea of ALP (Afroozeh, Kuffó, Boncz: *ALP: Adaptive Lossless floating-Point
/// Compression*, SIGMOD 2024), with a division where ALP multiplies by the inverse: a whole number
/// below 2^53 divided by an exact power of ten is rounded once, so it is the double nearest to the
/// decimal, and trying it is enough to know that it comes back.
///
/// An encoder keeps its scratch arrays: one per thread.
final class DecimalCoding {
  private static final int MAX_EXPONENT = 14;
  private static final int PROBES = 32;

  /// At most one exception in this many values; beyond that the values are no decimals.
  private static final int MIN_VALUES_PER_EXCEPTION = 8;

  private static final double MAX_EXACT = 0x1p53;
  private static final double MAX_WHOLE = 0x1p62;

  private static final double[] POWER_OF_TEN = new double[MAX_EXPONENT + 1];

  static {
    double power = 1;
    for (int i = 0; i <= MAX_EXPONENT; i++) {
      POWER_OF_TEN[i] = power;
      power *= 10;
    }
  }

  private final LongCoding longs = new LongCoding();
  private long[] whole = new long[128];
  private int[] exceptions = new int[128];

  /// Appends the values and answers whether they are decimals; if not, nothing is appended.
  boolean encode(double[] values, int from, int count, ByteWriter out) {
    int exponent = commonExponent(values, from, count);
    if (exponent < 0) {
      return false;
    }
    if (whole.length < count) {
      whole = new long[Math.max(count, whole.length * 2)];
      exceptions = new int[whole.length];
    }
    int exceptionCount = split(values, from, count, exponent);
    if (exceptionCount > Math.max(1, count / MIN_VALUES_PER_EXCEPTION)) {
      return false;
    }
    out.writeByte(exponent);
    writeExceptions(values, from, exceptionCount, out);
    longs.encode(whole, count, out);
    return true;
  }

  /// The smallest exponent that is right for nearly all of some probes, or -1.
  private static int commonExponent(double[] values, int from, int count) {
    int probes = Math.min(count, PROBES);
    int[] found = new int[MAX_EXPONENT + 1];
    int none = 0;
    for (int i = 0; i < probes; i++) {
      int exponent = smallestExponent(values[from + (int) ((long) i * count / probes)]);
      if (exponent >= 0) {
        found[exponent]++;
      } else {
        none++;
      }
    }
    int tolerated = Math.max(probes / PROBES, none);
    int covered = 0;
    for (int exponent = 0; exponent <= MAX_EXPONENT; exponent++) {
      covered += found[exponent];
      if (covered > 0 && covered >= probes - tolerated) {
        return exponent;
      }
    }
    return -1;
  }

  private static int smallestExponent(double value) {
    for (int exponent = 0; exponent <= MAX_EXPONENT; exponent++) {
      if (isDecimal(value, exponent)) {
        return exponent;
      }
    }
    return -1;
  }

  private static boolean isDecimal(double value, int exponent) {
    double scaled = Math.rint(value * POWER_OF_TEN[exponent]);
    return Math.abs(scaled) < (exponent == 0 ? MAX_WHOLE : MAX_EXACT)
        && Double.doubleToRawLongBits((long) scaled / POWER_OF_TEN[exponent])
            == Double.doubleToRawLongBits(value);
  }

  private int split(double[] values, int from, int count, int exponent) {
    int exceptionCount = 0;
    long last = 0;
    for (int i = 0; i < count; i++) {
      double value = values[from + i];
      if (isDecimal(value, exponent)) {
        last = (long) Math.rint(value * POWER_OF_TEN[exponent]);
      } else {
        exceptions[exceptionCount++] = i;
      }
      whole[i] = last;
    }
    levelLeadingExceptions(exceptionCount, count);
    return exceptionCount;
  }

  /// Exceptions repeat the number before them; those at the start repeat the first that follows.
  private void levelLeadingExceptions(int exceptionCount, int count) {
    int leading = 0;
    while (leading < exceptionCount && exceptions[leading] == leading) {
      leading++;
    }
    if (leading > 0 && leading < count) {
      Arrays.fill(whole, 0, leading, whole[leading]);
    }
  }

  private void writeExceptions(double[] values, int from, int exceptionCount, ByteWriter out) {
    out.writeVarint(exceptionCount);
    int previous = 0;
    for (int i = 0; i < exceptionCount; i++) {
      out.writeVarint(exceptions[i] - previous);
      out.writeDouble(values[from + exceptions[i]]);
      previous = exceptions[i];
    }
  }

  /// Reads `count` values. `scratch` is overwritten at the same positions as `into`.
  static void decode(ByteReader in, long[] scratch, double[] into, int from, int count) {
    int exponent = in.readByte();
    if (exponent > MAX_EXPONENT) {
      throw new MalformedBytesException(in.position() - 1, "decimal exponent " + exponent);
    }
    int exceptionCount = in.readCount(1 + Double.BYTES);
    int exceptionsAt = in.position();
    for (int i = 0; i < exceptionCount; i++) {
      in.readVarint();
      in.skip(Double.BYTES);
    }
    LongCoding.decode(in, scratch, from, count);
    divide(scratch, into, from, count, exponent);
    restore(
        new ByteReader(in.array(), exceptionsAt, in.position()), exceptionCount, into, from, count);
  }

  private static void divide(long[] whole, double[] into, int from, int count, int exponent) {
    if (exponent == 0) {
      for (int i = from; i < from + count; i++) {
        into[i] = whole[i];
      }
      return;
    }
    double divisor = POWER_OF_TEN[exponent];
    for (int i = from; i < from + count; i++) {
      into[i] = whole[i] / divisor;
    }
  }

  private static void restore(
      ByteReader in, int exceptionCount, double[] into, int from, int count) {
    long position = 0;
    for (int i = 0; i < exceptionCount; i++) {
      position += in.readVarint();
      if (position < 0 || position >= count) {
        throw new MalformedBytesException(in.position(), "an exception at value " + position);
      }
      into[from + (int) position] = in.readDouble();
    }
  }
}
