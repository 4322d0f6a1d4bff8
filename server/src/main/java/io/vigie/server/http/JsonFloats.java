package io.vigie.server.http;

/// Text of 64-bit floats as the Prometheus API writes them in JSON: the shortest digits that read
/// back as the same value, without exponent from 1e-6 to 1e21, `NaN`, `+Inf`, `-Inf`.
public final class JsonFloats {
  private static final double EXPONENT_BELOW = 1e-6;
  private static final double EXPONENT_FROM = 1e21;
  private static final double EXACT_INTEGERS_BELOW = 1e15;
  private static final double FEW_DIGITS_BELOW = 1e-300;

  /// Ten to the power of the decimals that are few.
  private static final int DECIMALS_POWER = 10_000;

  /// The JDK writes no exponent between these, and `.0` only behind whole numbers.
  private static final double PLAIN_IN_JDK_FROM = 1e-3;

  private static final double PLAIN_IN_JDK_BELOW = 1e7;

  private JsonFloats() {}

  public static String of(double value) {
    StringBuilder text = new StringBuilder(24);
    append(value, text);
    return text.toString();
  }

  public static void append(double value, StringBuilder into) {
    if (!Double.isFinite(value)) {
      into.append(Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
      return;
    }
    double magnitude = Math.abs(value);
    if (magnitude < EXACT_INTEGERS_BELOW && magnitude == Math.rint(magnitude)) {
      appendInteger(value, into);
      return;
    }
    if (appendFewDecimals(value, magnitude, into)) {
      return;
    }
    if (magnitude >= PLAIN_IN_JDK_FROM && magnitude < PLAIN_IN_JDK_BELOW) {
      into.append(value);
      return;
    }
    if (value < 0) {
      into.append('-');
    }
    Decimal decimal = Decimal.of(magnitude);
    if (magnitude < EXPONENT_BELOW || magnitude >= EXPONENT_FROM) {
      appendWithExponent(decimal, into);
    } else {
      appendPlain(decimal, into);
    }
  }

  private static void appendInteger(double value, StringBuilder into) {
    if (value == 0 && 1 / value < 0) {
      into.append('-');
    }
    into.append((long) value);
  }

  /// Values that people and counters write have few decimals. Whole numbers below 10^15 over a
  /// power of ten are all different doubles, so if one of them is the value its digits, without
  /// zeros behind them, are the shortest.
  private static boolean appendFewDecimals(double value, double magnitude, StringBuilder into) {
    double scaled = Math.rint(magnitude * DECIMALS_POWER);
    if (scaled >= EXACT_INTEGERS_BELOW || scaled / DECIMALS_POWER != magnitude) {
      return false;
    }
    long units = (long) scaled;
    long whole = units / DECIMALS_POWER;
    int decimals = (int) (units - whole * DECIMALS_POWER);
    if (value < 0) {
      into.append('-');
    }
    into.append(whole).append('.');
    for (int power = DECIMALS_POWER / 10; decimals > 0; power /= 10) {
      into.append((char) ('0' + decimals / power));
      decimals %= power;
    }
    return true;
  }

  private static void appendPlain(Decimal decimal, StringBuilder into) {
    String digits = decimal.digits;
    int pointAt = decimal.exponent + 1;
    if (pointAt <= 0) {
      into.append("0.").repeat('0', -pointAt).append(digits);
    } else if (pointAt >= digits.length()) {
      into.append(digits).repeat('0', pointAt - digits.length());
    } else {
      into.append(digits, 0, pointAt).append('.').append(digits, pointAt, digits.length());
    }
  }

  /// With at least two digits of exponent, as in `1e-07`.
  private static void appendWithExponent(Decimal decimal, StringBuilder into) {
    into.append(decimal.digits.charAt(0));
    if (decimal.digits.length() > 1) {
      into.append('.').append(decimal.digits, 1, decimal.digits.length());
    }
    int exponent = Math.abs(decimal.exponent);
    into.append(decimal.exponent < 0 ? "e-" : "e+");
    if (exponent < 10) {
      into.append('0');
    }
    into.append(exponent);
  }

  /// A positive value as `d.ddd × 10^exponent`, without trailing zeros.
  private record Decimal(String digits, int exponent) {
    /// Reads what the JDK writes, which is the shortest form since JDK 19.
    static Decimal of(double magnitude) {
      String text = Double.toString(magnitude);
      int exponentAt = text.indexOf('E');
      String mantissa = exponentAt < 0 ? text : text.substring(0, exponentAt);
      int exponent = exponentAt < 0 ? 0 : Integer.parseInt(text, exponentAt + 1, text.length(), 10);
      int pointAt = mantissa.indexOf('.');
      String digits = mantissa.substring(0, pointAt) + mantissa.substring(pointAt + 1);
      int leadingZeros = 0;
      while (leadingZeros < digits.length() - 1 && digits.charAt(leadingZeros) == '0') {
        leadingZeros++;
      }
      Decimal decimal =
          new Decimal(
              withoutTrailingZeros(digits.substring(leadingZeros)),
              exponent + pointAt - 1 - leadingZeros);
      return magnitude < FEW_DIGITS_BELOW ? decimal.shortened(magnitude) : decimal;
    }

    /// The JDK writes at least two digits, which is one too many for a few of the smallest values.
    private Decimal shortened(double magnitude) {
      if (digits.length() != 2) {
        return this;
      }
      int rounded = digits.charAt(0) - '0' + (digits.charAt(1) >= '5' ? 1 : 0);
      return rounded <= 9 && Double.parseDouble(rounded + "E" + exponent) == magnitude
          ? new Decimal(Integer.toString(rounded), exponent)
          : this;
    }

    private static String withoutTrailingZeros(String digits) {
      int end = digits.length();
      while (end > 1 && digits.charAt(end - 1) == '0') {
        end--;
      }
      return digits.substring(0, end);
    }
  }
}
