package io.vigie.model.metric;

import java.math.BigDecimal;

/// Floats as text the way that Prometheus' tools write them: the fewest digits that read back as
/// the same float; `NaN`, `+Inf` and `-Inf` for what is no number.
public final class FloatText {
  /// From here to [#EXPONENT_IN_JDK_FROM] the JDK writes no exponent, above it always one.
  private static final double PLAIN_IN_JDK_FROM = 1e-3;

  private static final double EXPONENT_IN_JDK_FROM = 1e7;

  private FloatText() {}

  /// Never with an exponent: `0.00001`, `100000000`. The form of sample values in the HTTP API.
  public static String plain(double value) {
    return Double.isFinite(value) ? sign(value) + digits(value).toPlainString() : special(value);
  }

  /// With an exponent from a million up and below a ten-thousandth: `1e+06`, `1e-05`. The form of
  /// numbers in messages and in the text of histograms.
  public static String general(double value) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    double magnitude = Math.abs(value);
    if (magnitude >= PLAIN_IN_JDK_FROM && magnitude < 1e6) {
      return withoutPoint(Double.toString(value));
    }
    if (magnitude >= EXPONENT_IN_JDK_FROM) {
      return withExponent(Double.toString(value));
    }
    BigDecimal digits = digits(value);
    int exponent = digits.precision() - digits.scale() - 1;
    return value == 0 || (exponent >= -4 && exponent < 6)
        ? sign(value) + digits.toPlainString()
        : sign(value) + scientific(digits, exponent);
  }

  /// The JDK writes `.0` behind whole numbers.
  private static String withoutPoint(String text) {
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /// From `1.5E9`.
  private static String withExponent(String text) {
    int at = text.indexOf('E');
    String sign = text.length() - at > 2 ? "e+" : "e+0";
    return withoutPoint(text.substring(0, at)) + sign + text.substring(at + 1);
  }

  private static String scientific(BigDecimal digits, int exponent) {
    String text = digits.unscaledValue().toString();
    String fraction = text.length() > 1 ? "." + text.substring(1) : "";
    int magnitude = Math.abs(exponent);
    return text.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (magnitude < 10 ? "0" : "")
        + magnitude;
  }

  /// The shortest decimal of the absolute value.
  private static BigDecimal digits(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    return decimal.signum() == 0 ? BigDecimal.ZERO : decimal;
  }

  private static String sign(double value) {
    return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
  }

  private static String special(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value > 0 ? "+Inf" : "-Inf";
  }
}
