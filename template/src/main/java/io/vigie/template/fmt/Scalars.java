package io.vigie.template.fmt;

import io.vigie.template.value.GoValue;
import io.vigie.template.value.Utf8;
import java.util.HexFormat;
import java.util.Locale;

/// How numbers, strings and characters look under a verb.
final class Scalars {
  private Scalars() {}

  static boolean isIntegerVerb(int letter) {
    return "vdboOxXcqU".indexOf(letter) >= 0;
  }

  static boolean isFloatVerb(int letter) {
    return "vbgGxXfFeE".indexOf(letter) >= 0;
  }

  static boolean isStringVerb(int letter) {
    return "vsxXq".indexOf(letter) >= 0;
  }

  /// @param value the bits
  static String integer(long value, boolean isSigned, Verb verb) {
    return switch (verb.letter) {
      case 'c' -> verb.padded(character(value), true);
      case 'q' -> verb.padded(Quoting.quote(character(value), '\'', verb.plus), true);
      case 'U' -> verb.padded(unicode(value, verb), false);
      case 'b' -> inBase(value, isSigned, 2, verb);
      case 'o', 'O' -> inBase(value, isSigned, 8, verb);
      case 'x', 'X' -> inBase(value, isSigned, 16, verb);
      case 'v' -> {
        if (verb.sharpV && !isSigned) {
          yield "0x" + Long.toHexString(value);
        }
        yield inBase(value, isSigned, 10, verb);
      }
      default -> inBase(value, isSigned, 10, verb);
    };
  }

  private static String inBase(long value, boolean isSigned, int base, Verb verb) {
    boolean negative = isSigned && value < 0;
    String digits = Long.toUnsignedString(negative ? -value : value, base);
    if (verb.letter == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
    }
    if (verb.precision != null && verb.precision == 0 && value == 0) {
      return verb.padded("", false);
    }
    boolean signShown = negative || verb.plus || verb.space;
    int minimum = verb.precisionOr(0);
    if (verb.precision == null && verb.zero && !verb.minus && verb.width != null) {
      minimum = verb.width - (signShown ? 1 : 0);
    }
    digits = "0".repeat(Math.max(0, minimum - digits.length())) + digits;
    String sign = negative ? "-" : verb.plus ? "+" : verb.space ? " " : "";
    return verb.padded(sign + prefix(digits, base, verb) + digits, false);
  }

  private static String prefix(String digits, int base, Verb verb) {
    if (verb.letter == 'O') {
      return "0o";
    }
    if (!verb.sharp) {
      return "";
    }
    return switch (base) {
      case 2 -> "0b";
      case 8 -> digits.startsWith("0") ? "" : "0";
      case 16 -> verb.letter == 'X' ? "0X" : "0x";
      default -> "";
    };
  }

  private static String character(long value) {
    boolean valid = value >= 0 && value <= Character.MAX_CODE_POINT;
    return Character.toString(valid ? (int) value : 0xFFFD);
  }

  private static String unicode(long value, Verb verb) {
    String digits = Long.toUnsignedString(value, 16).toUpperCase(Locale.ROOT);
    int minimum = Math.max(4, verb.precisionOr(4));
    String point = "U+" + "0".repeat(Math.max(0, minimum - digits.length())) + digits;
    boolean shown =
        verb.sharp
            && value >= 0
            && value <= Character.MAX_CODE_POINT
            && Quoting.isPrintable((int) value);
    return shown ? point + " '" + character(value) + "'" : point;
  }

  static String real(double value, Verb verb) {
    char format = verb.letter == 'v' ? 'g' : verb.letter == 'F' ? 'f' : (char) verb.letter;
    int byDefault = "eEfF".indexOf(verb.letter) >= 0 ? 6 : FloatText.SHORTEST;
    String text = FloatText.format(value, format, verb.precisionOr(byDefault));
    boolean special = Double.isNaN(value) || Double.isInfinite(value);
    boolean negative = text.startsWith("-");
    String magnitude = negative || text.startsWith("+") ? text.substring(1) : text;
    if (verb.sharp && !special && format != 'b') {
      magnitude = withAllDigits(magnitude, format, verb);
    }
    boolean plusShown = verb.plus || (Double.isInfinite(value) && !verb.space);
    String sign = negative ? "-" : verb.plus ? "+" : verb.space ? " " : "";
    if (Double.isInfinite(value) && plusShown && !negative) {
      sign = "+";
    }
    if (verb.zero && !verb.minus && !special && verb.width != null) {
      int missing = verb.width - sign.length() - magnitude.length();
      return sign + "0".repeat(Math.max(0, missing)) + magnitude;
    }
    return verb.padded(sign + magnitude, !special);
  }

  /// What the flag `#` adds: a decimal point always, and of `%g` no trailing zero left out.
  private static String withAllDigits(String magnitude, char format, Verb verb) {
    int exponentAt = magnitude.toLowerCase(Locale.ROOT).indexOf(format == 'x' ? 'p' : 'e');
    String digits = exponentAt < 0 ? magnitude : magnitude.substring(0, exponentAt);
    String exponent = exponentAt < 0 ? "" : magnitude.substring(exponentAt);
    String pointed = digits.contains(".") ? digits : digits + ".";
    if (format == 'g' || format == 'G') {
      long shown = pointed.replaceFirst("^0\\.0*", "").chars().filter(Character::isDigit).count();
      int wanted = verb.precisionOr(6);
      pointed += "0".repeat((int) Math.max(0, wanted - shown));
    }
    return pointed + exponent;
  }

  static String string(String text, Verb verb) {
    return switch (verb.letter) {
      case 'q' -> quoted(truncated(text, verb), verb);
      case 'x', 'X' -> hexadecimal(text, verb);
      case 'v' -> verb.sharpV ? quoted(text, verb) : verb.padded(truncated(text, verb), true);
      default -> verb.padded(truncated(text, verb), true);
    };
  }

  private static String truncated(String text, Verb verb) {
    Integer precision = verb.precision;
    if (precision == null || text.codePointCount(0, text.length()) <= precision) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, precision));
  }

  private static String quoted(String text, Verb verb) {
    String quoted =
        verb.sharp && Quoting.canBackquote(text)
            ? "`" + text + "`"
            : Quoting.quote(text, '"', verb.plus);
    return verb.padded(quoted, true);
  }

  private static String hexadecimal(String text, Verb verb) {
    byte[] bytes = Utf8.bytes(text);
    int count = Math.min(bytes.length, verb.precisionOr(bytes.length));
    HexFormat format = HexFormat.of();
    String prefix = verb.sharp && count > 0 ? "0x" : "";
    if (verb.space) {
      format = HexFormat.ofDelimiter(" ").withPrefix(prefix);
      prefix = "";
    }
    String digits = prefix + format.formatHex(bytes, 0, count);
    return verb.padded(verb.letter == 'X' ? digits.toUpperCase(Locale.ROOT) : digits, true);
  }

  static String integerText(GoValue.Int number, Verb verb) {
    return integer(number.value(), true, verb);
  }

  static String unsignedText(GoValue.Uint number, Verb verb) {
    return integer(number.value(), false, verb);
  }

  static String realText(GoValue.Real number, Verb verb) {
    return real(number.value(), verb);
  }

  static String complexText(GoValue.Complex number, Verb verb) {
    boolean plus = verb.plus;
    String real = real(number.real(), verb);
    verb.plus = true;
    String imaginary = real(number.imaginary(), verb);
    verb.plus = plus;
    return "(" + real + imaginary + "i)";
  }

  static String stringText(GoValue.Text text, Verb verb) {
    return string(text.value(), verb);
  }
}
