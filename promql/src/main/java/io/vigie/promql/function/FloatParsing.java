package io.vigie.promql.function;

import java.util.Optional;
import java.util.regex.Pattern;

/// Floats in label values, such as the bounds of classic buckets.
final class FloatParsing {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern INFINITE = Pattern.compile("[+-]?(?i:inf|infinity)");

  private FloatParsing() {}

  static Optional<Double> parse(String text) {
    if (DECIMAL.matcher(text).matches()) {
      return Optional.of(Double.valueOf(text));
    }
    if (INFINITE.matcher(text).matches()) {
      return Optional.of(
          text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    return text.equalsIgnoreCase("nan") ? Optional.of(Double.NaN) : Optional.empty();
  }
}
