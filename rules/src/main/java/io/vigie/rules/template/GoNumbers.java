package io.vigie.rules.template;

import io.vigie.config.yaml.ByteTexts;
import io.vigie.template.fmt.FloatText;
import io.vigie.template.time.GoDuration;
import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoValue;
import java.util.regex.Pattern;

/// What template functions take for a number: numbers, and texts that are written like one.
final class GoNumbers {
  private static final double TWO_TO_63 = 0x1p63;
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("[+-]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+");
  private static final Pattern INFINITE = Pattern.compile("[+-]?(?i:inf|infinity)");

  private GoNumbers() {}

  static double of(GoValue value) {
    return switch (value) {
      case GoValue.Real(double number) -> number;
      case GoValue.Int(long number, var type) ->
          type.equals(GoDuration.TYPE) ? number / 1e9 : (double) number;
      case GoValue.Uint(long number, _) -> unsigned(number);
      case GoValue.Text(String text, _) -> parse(text);
      case GoValue.Bool _,
          GoValue.Complex _,
          GoValue.Sequence _,
          GoValue.Mapping _,
          GoValue.Struct _,
          GoValue.Opaque _,
          GoValue.Callable _,
          GoValue.Nil _ ->
          throw new FunctionFailure("can't convert " + value.type() + " to float");
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? (double) bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  private static double parse(String text) {
    if (DECIMAL.matcher(text).matches() || HEXADECIMAL.matcher(text).matches()) {
      double number = Double.parseDouble(text);
      if (Double.isInfinite(number)) {
        throw new FunctionFailure(
            "strconv.ParseFloat: parsing " + ByteTexts.quote(text) + ": value out of range");
      }
      return number;
    }
    if (INFINITE.matcher(text).matches()) {
      return text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (text.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    throw new FunctionFailure(
        "strconv.ParseFloat: parsing " + ByteTexts.quote(text) + ": invalid syntax");
  }

  /// Seconds as nanoseconds.
  ///
  /// @param what the seconds stand for, for the message
  static long nanos(double seconds, String what) {
    if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
      throw new FunctionFailure("value is NaN or Inf");
    }
    double nanos = seconds * 1e9;
    if (nanos >= TWO_TO_63 || nanos < -TWO_TO_63) {
      throw new FunctionFailure(
          FloatText.format(seconds, 'g', -1)
              + " cannot be represented as a nanoseconds "
              + what
              + " since it overflows int64");
    }
    return (long) nanos;
  }
}
