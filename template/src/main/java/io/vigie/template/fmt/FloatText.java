package io.vigie.template.fmt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/// Floating-point numbers as Go's `strconv.FormatFloat` writes them.
public final class FloatText {

  /// The precision that asks for the fewest digits which still tell the number apart.
  public static final int SHORTEST = -1;

  private static final int MANTISSA_BITS = 52;
  private static final long MANTISSA_MASK = (1L << MANTISSA_BITS) - 1;
  private static final int EXPONENT_BIAS = 1023;

  private FloatText() {}

  /// @param format one of `e E f g G b x X`
  /// @param precision digits after the point, of `g` all digits; or [#SHORTEST]
  public static String format(double value, char format, int precision) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    String magnitude = magnitude(Math.abs(value), format, precision);
    return negative ? "-" + magnitude : magnitude;
  }

  private static String magnitude(double value, char format, int precision) {
    return switch (format) {
      case 'e', 'E' ->
          exponential(digits(value, precision < 0 ? -1 : precision + 1), precision, format);
      case 'f', 'F' -> fixed(value, precision);
      case 'g', 'G' -> general(value, format, precision);
      case 'b' -> binary(value);
      case 'x' -> hexadecimal(value, precision);
      case 'X' -> hexadecimal(value, precision).toUpperCase(java.util.Locale.ROOT);
      default -> throw new IllegalArgumentException("no such float format: " + format);
    };
  }

  private static String fixed(double value, int precision) {
    BigDecimal exact =
        precision < 0
            ? digits(value, -1).value()
            : new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN);
    return (exact.scale() < 0 ? exact.setScale(0) : exact).toPlainString();
  }

  private static String general(double value, char format, int precision) {
    boolean shortest = precision < 0;
    int wanted = precision == 0 ? 1 : precision;
    Digits digits = digits(value, shortest ? -1 : wanted).withoutTrailingZeros();
    int threshold = shortest ? 6 : wanted;
    if (threshold > digits.count() && digits.count() >= digits.point()) {
      threshold = digits.count();
    }
    if (shortest) {
      threshold = 6;
    }
    int exponent = digits.point() - 1;
    if (exponent < -4 || exponent >= threshold) {
      return exponential(digits, digits.count() - 1, format == 'g' ? 'e' : 'E');
    }
    BigDecimal plain = digits.value();
    return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
  }

  private static String exponential(Digits digits, int precision, char letter) {
    String text = digits.text();
    StringBuilder out = new StringBuilder().append(text.charAt(0));
    int decimals = precision < 0 ? text.length() - 1 : precision;
    if (decimals > 0) {
      String rest = text.substring(1, Math.min(text.length(), decimals + 1));
      out.append('.').append(rest).repeat("0", decimals - rest.length());
    }
    int exponent = digits.isZero() ? 0 : digits.point() - 1;
    return out.append(letter).append(signed(exponent)).toString();
  }

  private static String signed(int exponent) {
    return (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
  }

  /// @param significant how many digits, or -1 for the shortest
  private static Digits digits(double value, int significant) {
    if (value == 0) {
      return new Digits("0", 1);
    }
    BigDecimal decimal =
        significant < 0
            ? shortest(value)
            : new BigDecimal(value).round(new MathContext(significant, RoundingMode.HALF_EVEN));
    String text = decimal.unscaledValue().toString();
    return new Digits(text, text.length() - decimal.scale());
  }

  /// Java's shortest form has two digits at least; Go's may have one.
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (decimal.precision() == 2) {
      BigDecimal single = decimal.round(new MathContext(1, RoundingMode.HALF_EVEN));
      return single.doubleValue() == value ? single.stripTrailingZeros() : decimal;
    }
    return decimal;
  }

  private static String binary(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> MANTISSA_BITS);
    long mantissa = bits & MANTISSA_MASK;
    mantissa = exponent == 0 ? mantissa : mantissa | (1L << MANTISSA_BITS);
    int power = Math.max(exponent, 1) - EXPONENT_BIAS - MANTISSA_BITS;
    return mantissa + "p" + (power < 0 ? "" : "+") + power;
  }

  private static String hexadecimal(double value, int precision) {
    if (value == 0) {
      return "0x0" + (precision > 0 ? "." + "0".repeat(precision) : "") + "p+00";
    }
    int exponent = Math.getExponent(value);
    long mantissa = Double.doubleToRawLongBits(value) & MANTISSA_MASK;
    if (exponent < Double.MIN_EXPONENT) {
      int shift = Long.numberOfLeadingZeros(mantissa) - (Long.SIZE - MANTISSA_BITS - 1);
      mantissa <<= shift;
      exponent = Double.MIN_EXPONENT - shift;
    } else {
      mantissa |= 1L << MANTISSA_BITS;
    }
    if (precision >= 0 && precision < MANTISSA_BITS / 4) {
      int dropped = MANTISSA_BITS - 4 * precision;
      mantissa = roundedHalfEven(mantissa, dropped) << dropped;
      if (mantissa >>> (MANTISSA_BITS + 1) != 0) {
        mantissa >>>= 1;
        exponent++;
      }
    }
    String digits = String.format("%013x", mantissa & MANTISSA_MASK);
    String decimals =
        precision < 0
            ? digits.replaceAll("0+$", "")
            : (digits + "0".repeat(precision)).substring(0, precision);
    return "0x1" + (decimals.isEmpty() ? "" : "." + decimals) + "p" + signed(exponent);
  }

  private static long roundedHalfEven(long value, int droppedBits) {
    BigInteger divisor = BigInteger.ONE.shiftLeft(droppedBits);
    return new BigDecimal(BigInteger.valueOf(value))
        .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  /// Decimal digits with the decimal point before the digit at index `point`.
  private record Digits(String text, int point) {
    int count() {
      return text.length();
    }

    boolean isZero() {
      return text.equals("0");
    }

    Digits withoutTrailingZeros() {
      int end = text.length();
      while (end > 1 && text.charAt(end - 1) == '0') {
        end--;
      }
      return new Digits(text.substring(0, end), point);
    }

    BigDecimal value() {
      return new BigDecimal(new BigInteger(text), text.length() - point);
    }
  }
}
