package io.vigie.config.yaml;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;

/// What a plain value means as a truth value or a number, by the rules of YAML 1.1 that existing
/// configuration files were written for.
final class Scalars {
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");

  private Scalars() {}

  static Optional<Boolean> bool(String text) {
    if (TRUE.contains(text)) {
      return Optional.of(true);
    }
    return FALSE.contains(text) ? Optional.of(false) : Optional.empty();
  }

  /// Decimal, `0x…`, `0b…`, `0o…` and, beginning with 0, octal; `_` between digits is ignored.
  static Optional<BigInteger> wholeNumber(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    int radix = radix(digits);
    digits = digits.substring(radix == 10 ? 0 : radix == 8 && !digits.startsWith("0o") ? 1 : 2);
    if (digits.isEmpty() || digits.length() > 80 || !Character.isLetterOrDigit(digits.charAt(0))) {
      return Optional.empty();
    }
    try {
      BigInteger number = new BigInteger(digits, radix);
      return Optional.of(negative ? number.negate() : number);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static int radix(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  static Optional<Double> number(String text) {
    switch (text) {
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> {
        return Optional.of(Double.POSITIVE_INFINITY);
      }
      case "-.inf", "-.Inf", "-.INF" -> {
        return Optional.of(Double.NEGATIVE_INFINITY);
      }
      case ".nan", ".NaN", ".NAN" -> {
        return Optional.of(Double.NaN);
      }
      default -> {
        return finiteNumber(text);
      }
    }
  }

  private static Optional<Double> finiteNumber(String text) {
    Optional<BigInteger> whole = wholeNumber(text);
    if (whole.isPresent()) {
      return whole.map(BigInteger::doubleValue);
    }
    if (!text.matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?")) {
      return Optional.empty();
    }
    return Optional.of(Double.parseDouble(text));
  }
}
