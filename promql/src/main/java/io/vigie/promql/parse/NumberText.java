package io.vigie.promql.parse;

import io.vigie.promql.ast.GoText;
import java.util.Locale;
import java.util.regex.Pattern;

/// Numbers as Go's `strconv` reads them: a leading `0x` is hexadecimal, a leading `0` octal if it
/// can be, underscores separate digits.
final class NumberText {
  private static final Pattern OCTAL = Pattern.compile("0[0-7]+");
  private static final Pattern DECIMAL = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private NumberText() {}

  /// @throws IllegalArgumentException if the text is not a number, or one too large; the message
  ///   says which
  static double parse(String text) {
    if (!separatesDigits(text)) {
      throw invalid(text, "invalid syntax");
    }
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    return switch (digits) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> finite(text, digits);
    };
  }

  private static double finite(String text, String digits) {
    try {
      if (digits.startsWith("0x")) {
        return Long.parseLong(digits.substring(2), 16);
      }
      if (OCTAL.matcher(digits).matches() && digits.length() <= 22) {
        return Long.parseLong(digits, 8);
      }
    } catch (NumberFormatException _) {
      throw invalid(text, "invalid syntax");
    }
    if (!DECIMAL.matcher(digits).matches()) {
      throw invalid(text, "invalid syntax");
    }
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw invalid(text, "value out of range");
    }
    return value;
  }

  /// Whether every underscore stands between digits, or between a prefix and a digit.
  private static boolean separatesDigits(String text) {
    boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
    boolean afterDigit = hexadecimal;
    boolean afterUnderscore = false;
    for (int i = hexadecimal ? 2 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = Character.digit(c, hexadecimal ? 16 : 10) >= 0;
      if (c == '_' ? !afterDigit : afterUnderscore && !digit) {
        return false;
      }
      afterUnderscore = c == '_';
      afterDigit = digit;
    }
    return !afterUnderscore;
  }

  private static IllegalArgumentException invalid(String text, String why) {
    return new IllegalArgumentException(
        "strconv.ParseFloat: parsing " + GoText.quote(text) + ": " + why);
  }
}
