package io.vigie.ingest.exposition;

import java.math.BigInteger;

/// `decimal × 10^exponent` as the nearest double, without making an object: first by exact
/// arithmetic (W. D. Clinger, *How to read floating point numbers accurately*, 1990), then by the
/// algorithm of Michael Eisel and Daniel Lemire (D. Lemire, *Number Parsing at a Gigabyte per
/// Second*, 2021). The few inputs that neither decides are left to the caller.
final class DecimalToDouble {
  /// What [#convert] yields if it cannot decide; never the value of a decimal number.
  static final double UNDECIDED = Double.NaN;

  private static final int SMALLEST_EXPONENT = -348;
  private static final int LARGEST_EXPONENT = 347;
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /// The first 128 bits of each power of ten, cut off, high half at even indices.
  private static final long[] POWERS = powersOfTen();

  private DecimalToDouble() {}

  private static long[] powersOfTen() {
    long[] powers = new long[2 * (LARGEST_EXPONENT - SMALLEST_EXPONENT + 1)];
    for (int exponent = SMALLEST_EXPONENT; exponent <= LARGEST_EXPONENT; exponent++) {
      BigInteger power = BigInteger.TEN.pow(Math.abs(exponent));
      BigInteger wide =
          exponent >= 0
              ? power.shiftLeft(128)
              : BigInteger.ONE.shiftLeft(2 * power.bitLength() + 128).divide(power);
      BigInteger bits = wide.shiftRight(wide.bitLength() - 128);
      int index = 2 * (exponent - SMALLEST_EXPONENT);
      powers[index] = bits.shiftRight(64).longValue();
      powers[index + 1] = bits.longValue();
    }
    return powers;
  }

  /// The nearest double, ties to even, or [#UNDECIDED].
  ///
  /// @param decimal unsigned
  static double convert(boolean negative, long decimal, int exponent) {
    if (decimal >>> 53 == 0 && Math.abs(exponent) < EXACT_POWERS.length) {
      // Both operands are exact doubles, so the one rounding of the operation is the right one.
      double exact =
          exponent < 0 ? decimal / EXACT_POWERS[-exponent] : decimal * EXACT_POWERS[exponent];
      return negative ? -exact : exact;
    }
    if (decimal == 0) {
      return negative ? -0.0 : 0.0;
    }
    if (exponent < SMALLEST_EXPONENT || exponent > LARGEST_EXPONENT) {
      return UNDECIDED;
    }
    return eiselLemire(negative, decimal, exponent);
  }

  private static double eiselLemire(boolean negative, long decimal, int exponent) {
    int shift = Long.numberOfLeadingZeros(decimal);
    long normalized = decimal << shift;
    int index = 2 * (exponent - SMALLEST_EXPONENT);
    long high = Math.unsignedMultiplyHigh(normalized, POWERS[index]);
    long low = normalized * POWERS[index];
    if ((high & 0x1ff) == 0x1ff && Long.compareUnsigned(low + normalized, normalized) < 0) {
      // The bits cut off could still carry into the result: take the lower half of the power too.
      long carry = Math.unsignedMultiplyHigh(normalized, POWERS[index + 1]);
      long rest = normalized * POWERS[index + 1];
      long merged = low + carry;
      high += Long.compareUnsigned(merged, low) < 0 ? 1 : 0;
      low = merged;
      if ((high & 0x1ff) == 0x1ff
          && low == -1
          && Long.compareUnsigned(rest + normalized, normalized) < 0) {
        return UNDECIDED;
      }
    }
    // 217706 / 2^16 approximates log2(10) closely enough for every exponent of the table.
    long binaryExponent = ((217706L * exponent) >> 16) + 64 + 1023 - shift;
    return round(negative, high, low, binaryExponent);
  }

  private static double round(boolean negative, long high, long low, long binaryExponent) {
    int topBit = (int) (high >>> 63);
    long mantissa = high >>> (topBit + 9);
    long exponent = binaryExponent - (1 ^ topBit);
    if (low == 0 && (high & 0x1ff) == 0 && (mantissa & 3) == 1) {
      return UNDECIDED; // Perhaps half-way between two doubles.
    }
    mantissa = (mantissa + (mantissa & 1)) >>> 1;
    if (mantissa >>> 53 != 0) {
      mantissa >>>= 1;
      exponent++;
    }
    if (exponent < 1 || exponent > 0x7fe) {
      return UNDECIDED; // Subnormal or too large.
    }
    long bits = exponent << 52 | (mantissa & 0xfffffffffffffL);
    return Double.longBitsToDouble(negative ? bits | Long.MIN_VALUE : bits);
  }
}
