package io.vigie.tsdb.coding;

import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.MalformedBytesException;
import java.util.Arrays;

/// A column of doubles, by the cheapest of three, every bit kept:
///
/// ```
/// 0 CONSTANT  the value's bits, 8
/// 1 DECIMAL   as DecimalCoding draws; whole numbers are decimals with exponent 0
/// 2 XOR       as XorCoding draws
/// ```
///
/// An encoder keeps its scratch arrays: one per thread.
public final class ValueCoding {
  private static final int CONSTANT = 0;
  private static final int DECIMAL = 1;
  private static final int XOR = 2;

  private final DecimalCoding decimals = new DecimalCoding();
  private final ByteWriter xorBytes = new ByteWriter(1024);

  /// Appends `count` values, at least one, to `out`.
  public void encode(double[] values, int from, int count, ByteWriter out) {
    if (isConstant(values, from, count)) {
      out.writeByte(CONSTANT);
      out.writeDouble(values[from]);
      return;
    }
    int start = out.size();
    out.writeByte(DECIMAL);
    if (decimals.encode(values, from, count, out) && isWorthIt(out.size() - start, count)) {
      return;
    }
    encodeXorIfSmaller(values, from, count, start, out);
  }

  private static boolean isConstant(double[] values, int from, int count) {
    long first = Double.doubleToRawLongBits(values[from]);
    for (int i = from + 1; i < from + count; i++) {
      if (Double.doubleToRawLongBits(values[i]) != first) {
        return false;
      }
    }
    return true;
  }

  /// Below four bytes a value, XOR practically never wins against decimals: it is not even tried.
  private static boolean isWorthIt(int decimalBytes, int count) {
    return decimalBytes <= 4 * count;
  }

  private void encodeXorIfSmaller(double[] values, int from, int count, int start, ByteWriter out) {
    xorBytes.clear();
    XorCoding.encode(values, from, count, xorBytes);
    boolean hasDecimals = out.size() > start + 1;
    if (!hasDecimals || xorBytes.size() < out.size() - start - 1) {
      out.cutTo(start);
      out.writeByte(XOR);
      out.writeBytes(xorBytes.array(), 0, xorBytes.size());
    }
  }

  /// Reads `count` values into `into` from position `from` on; `scratch` is overwritten at the same
  /// positions.
  ///
  /// @throws MalformedBytesException if the bytes are not such a column
  public static void decode(ByteReader in, long[] scratch, double[] into, int from, int count) {
    int coding = in.readByte();
    switch (coding) {
      case CONSTANT -> Arrays.fill(into, from, from + count, in.readDouble());
      case DECIMAL -> DecimalCoding.decode(in, scratch, into, from, count);
      case XOR -> XorCoding.decode(in, into, from, count);
      default -> throw new MalformedBytesException(in.position() - 1, "value coding " + coding);
    }
  }
}
