package io.vigie.ingest.exposition;

import io.vigie.model.metric.Staleness;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Floating-point numbers as Go's `strconv` reads and writes them, which is what the exposition
/// formats mean by a number.
final class GoFloat {
  private static final int MAX_DIGITS = 19;
  private static final int MAX_EXPONENT = 100_000;
  private static final int NO_EXPONENT = Integer.MIN_VALUE;

  private GoFloat() {}

  /// The number written from `start` to `end` exclusive, as an exposition may write it: decimal,
  /// `NaN`, `Inf` or `Infinity` in any case; every NaN becomes the ordinary one. Makes no object
  /// for what is decimal with up to 19 digits.
  static double parse(byte[] text, int start, int end) throws MalformedNumberException {
    int i = start;
    boolean negative = false;
    if (i < end && (text[i] == '-' || text[i] == '+')) {
      negative = text[i++] == '-';
    }
    long decimal = 0;
    int digits = 0; // significant ones, that is, without leading zeros
    int scale = 0;
    int firstDigit = i;
    int point = -1;
    for (; i < end; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        decimal = decimal * 10 + digit;
        digits += digits > 0 || digit > 0 ? 1 : 0;
        scale -= point >= 0 ? 1 : 0;
      } else if (text[i] == '.' && point < 0) {
        point = i;
      } else {
        break;
      }
    }
    boolean anyDigit = i - firstDigit > (point >= 0 ? 1 : 0);
    if (!anyDigit || digits > MAX_DIGITS || (i < end && (text[i] | 0x20) != 'e')) {
      return parseRare(text, start, end, anyDigit);
    }
    int exponent = i < end ? exponent(text, i + 1, end) : 0;
    if (exponent == NO_EXPONENT) {
      throw malformed(text, start, end);
    }
    double value = DecimalToDouble.convert(negative, decimal, exponent + scale);
    return Double.isNaN(value) ? parseExactly(text, start, end) : value;
  }

  private static int exponent(byte[] text, int start, int end) {
    int i = start;
    boolean negative = false;
    if (i < end && (text[i] == '-' || text[i] == '+')) {
      negative = text[i++] == '-';
    }
    if (i == end) {
      return NO_EXPONENT;
    }
    int exponent = 0;
    for (; i < end; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return NO_EXPONENT;
      }
      exponent = Math.min(exponent * 10 + digit, MAX_EXPONENT);
    }
    return negative ? -exponent : exponent;
  }

  private static double parseRare(byte[] text, int start, int end, boolean anyDigit)
      throws MalformedNumberException {
    if (!anyDigit) {
      String word = new String(text, start, end - start, StandardCharsets.ISO_8859_1);
      switch (word.toLowerCase(Locale.ROOT)) {
        case "nan" -> {
          return Staleness.ORDINARY_NAN;
        }
        case "inf", "+inf", "infinity", "+infinity" -> {
          return Double.POSITIVE_INFINITY;
        }
        case "-inf", "-infinity" -> {
          return Double.NEGATIVE_INFINITY;
        }
        default -> throw malformed(text, start, end);
      }
    }
    if (!isDecimal(text, start, end)) {
      throw malformed(text, start, end);
    }
    return parseExactly(text, start, end);
  }

  /// Digits with at most one point and an exponent at the end: Java would read more than that, such
  /// as `1f`.
  private static boolean isDecimal(byte[] text, int start, int end) {
    int i = text[start] == '-' || text[start] == '+' ? start + 1 : start;
    boolean point = false;
    for (; i < end; i++) {
      if (text[i] == '.' && !point) {
        point = true;
      } else if (text[i] == 'e' || text[i] == 'E') {
        return exponent(text, i + 1, end) != NO_EXPONENT;
      } else if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private static double parseExactly(byte[] text, int start, int end)
      throws MalformedNumberException {
    double value =
        Double.parseDouble(new String(text, start, end - start, StandardCharsets.US_ASCII));
    if (Double.isInfinite(value)) {
      throw MalformedNumberException.outOfRange("ParseFloat", text, start, end);
    }
    return value;
  }

  private static MalformedNumberException malformed(byte[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] == 'p' || text[i] == 'P' || text[i] == '_') {
        return MalformedNumberException.unsupportedCharacter();
      }
    }
    return MalformedNumberException.invalidSyntax("ParseFloat", text, start, end);
  }

  /// A number as OpenMetrics wants it in `le` and `quantile`: shortest form that reads back to the
  /// same number, exponent from 1e+06 on, `.0` after a whole number.
  static String format(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return "0.0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    String sign = value < 0 ? "-" : "";
    if (exponent < -4 || exponent >= 6) {
      return sign + scientific(digits, exponent);
    }
    return sign + plain(shortest);
  }

  private static String scientific(String digits, int exponent) {
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String power = (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "");
    return digits.charAt(0) + fraction + "e" + power + Math.abs(exponent);
  }

  private static String plain(BigDecimal value) {
    String text = value.toPlainString();
    return text.indexOf('.') < 0 ? text + ".0" : text;
  }
}
