package io.vigie.promql.value;

import io.vigie.model.metric.FloatText;
import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers inside remarks.
final class RemarkFloats {
  private RemarkFloats() {}

  static String general(double value) {
    return FloatText.general(value);
  }

  /// Rounded to two significant digits.
  static String twoDigits(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return FloatText.general(value);
    }
    double rounded = new BigDecimal(value).round(new MathContext(2)).doubleValue();
    // From a hundred up two digits do not reach the unit: an exponent says so.
    return Math.abs(rounded) >= 100 && Math.abs(rounded) < 1e6
        ? scientific(rounded)
        : FloatText.general(rounded);
  }

  private static String scientific(double value) {
    int exponent = (int) Math.floor(Math.log10(Math.abs(value)));
    return FloatText.general(value / Math.pow(10, exponent)) + "e+0" + exponent;
  }
}
