package io.vigie.promql.function;

/// Sums of whole numbers up to every sample of a series, so that the sum of a window is a
/// difference. Exact, and hence the same as adding up, as long as all sums fit into the 53 bits of
/// a float's fraction; series of other values are added up window by window.
final class IntegerSums {
  private static final double MAX_EXACT = 0x1p53;

  /// No sums: to be added up window by window.
  static final IntegerSums NONE = new IntegerSums(new double[0]);

  private final double[] sums;

  private IntegerSums(double[] sums) {
    this.sums = sums;
  }

  /// Whether windows overlap so much that sums in advance pay.
  static boolean pays(FloatWindows floats) {
    long inWindows = 0;
    for (int step = 0; step < floats.from().length; step++) {
      inWindows += floats.size(step);
    }
    return inWindows > 3L * end(floats);
  }

  private static int end(FloatWindows floats) {
    int[] to = floats.to();
    return to.length == 0 ? 0 : to[to.length - 1];
  }

  /// The sums, or [#NONE] if a value is not whole (or the negative zero) or a sum too large.
  static IntegerSums of(FloatWindows floats) {
    double[] values = floats.values();
    double[] sums = new double[end(floats) + 1];
    double magnitude = 0;
    for (int i = 0; i + 1 < sums.length; i++) {
      double value = values[i];
      magnitude += Math.abs(value);
      if (value != Math.rint(value) || !(magnitude <= MAX_EXACT) || isNegativeZero(value)) {
        return NONE;
      }
      sums[i + 1] = sums[i] + value;
    }
    return new IntegerSums(sums);
  }

  private static boolean isNegativeZero(double value) {
    return value == 0 && Double.doubleToRawLongBits(value) < 0;
  }

  boolean isUsable() {
    return sums.length > 0;
  }

  /// The sum of the samples from one position (included) to another (excluded).
  double between(int from, int to) {
    return sums[to] - sums[from];
  }
}
