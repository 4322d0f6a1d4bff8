package io.vigie.promql.ast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/// Texts and numbers as Go's `strconv` and `fmt` write them, which is how PromQL prints them.
public final class GoText {
  private static final int FIRST_STRAY_BYTE = 0xdc00;

  private GoText() {}

  /// The text in double quotes (`strconv.Quote`). The replacement character is escaped too, because
  /// a query may not contain it.
  public static String quote(String text) {
    return quote(text, '"');
  }

  /// As [#quote], of at most the first ten characters.
  public static String quoteStart(String text) {
    int end = text.offsetByCodePoints(0, Math.min(10, text.codePointCount(0, text.length())));
    return quote(text.substring(0, end));
  }

  /// One character in single quotes (`strconv.QuoteRune`); the replacement character stands for
  /// what is none.
  public static String quoteCharacter(int codePoint) {
    return codePoint < 0 || codePoint == 0xfffd
        ? "'\ufffd'"
        : quote(Character.toString(codePoint), '\'');
  }

  /// A character with its number: `U+0063 'c'`.
  public static String unicode(int codePoint) {
    return "U+%04X".formatted(codePoint)
        + (isPrintable(codePoint) ? " '" + Character.toString(codePoint) + "'" : "");
  }

  /// UTF-8 as text. A byte that is part of no character becomes a lone surrogate, U+DC00 and the
  /// byte, so that it is not lost and is written back as `\xff`.
  public static String ofUtf8(byte[] utf8) {
    StringBuilder text = new StringBuilder(utf8.length);
    int position = 0;
    while (position < utf8.length) {
      int length = characterLength(utf8, position);
      if (length == 0) {
        text.append((char) (FIRST_STRAY_BYTE + (utf8[position] & 0xff)));
        position++;
      } else {
        text.append(new String(utf8, position, length, StandardCharsets.UTF_8));
        position += length;
      }
    }
    return text.toString();
  }

  /// A text that can be written as UTF-8: lone surrogates become the replacement character.
  public static String wellFormed(String text) {
    StringBuilder wellFormed = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .forEach(wellFormed::appendCodePoint);
    return wellFormed.toString();
  }

  /// Number of bytes of the character that begins at a position; 0 if none does.
  private static int characterLength(byte[] utf8, int position) {
    for (int length = 1; length <= 4 && position + length <= utf8.length; length++) {
      if (new String(utf8, position, length, StandardCharsets.UTF_8).indexOf(0xfffd) < 0
          || (length == 3 && isReplacementCharacter(utf8, position))) {
        return length;
      }
    }
    return 0;
  }

  private static boolean isReplacementCharacter(byte[] utf8, int position) {
    return utf8[position] == (byte) 0xef
        && utf8[position + 1] == (byte) 0xbf
        && utf8[position + 2] == (byte) 0xbd;
  }

  private static String quote(String text, char quote) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(c -> appendEscaped(quoted, c, quote));
    return quoted.append(quote).toString();
  }

  private static void appendEscaped(StringBuilder to, int c, char quote) {
    switch (c) {
      case '\\' -> to.append("\\\\");
      case '\n' -> to.append("\\n");
      case '\r' -> to.append("\\r");
      case '\t' -> to.append("\\t");
      case 0x07 -> to.append("\\a");
      case '\b' -> to.append("\\b");
      case '\f' -> to.append("\\f");
      case 0x0b -> to.append("\\v");
      default -> {
        if (c == quote) {
          to.append('\\').append(quote);
        } else if (c != 0xfffd && isPrintable(c)) {
          to.appendCodePoint(c);
        } else {
          to.append(numbered(c));
        }
      }
    }
  }

  private static String numbered(int c) {
    if (c >= FIRST_STRAY_BYTE + 0x80 && c <= FIRST_STRAY_BYTE + 0xff) {
      return "\\x%02x".formatted(c - FIRST_STRAY_BYTE);
    }
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      return "\\ufffd"; // half a character is none
    }
    if (c < 0x80) {
      return "\\x%02x".formatted(c);
    }
    return c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c);
  }

  /// What `unicode.IsPrint` says: letters, marks, numbers, punctuation, symbols and the space.
  private static boolean isPrintable(int c) {
    if (c < 0x80) {
      return c >= ' ' && c < 0x7f;
    }
    return switch (Character.getType(c)) {
      case Character.UNASSIGNED,
          Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// A number in full, with as few digits as identify it (`FormatFloat(…, 'f', -1, 64)`).
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    String digits = new BigDecimal(Double.toString(value)).toPlainString();
    String shortest = digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    return isNegativeZero(value) ? "-0" : shortest;
  }

  private static boolean isNegativeZero(double value) {
    return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(-0.0);
  }

  /// A number with an exponent where it is very large or small (`%v`).
  public static String shortNumber(double value) {
    double magnitude = Math.abs(value);
    if (!Double.isFinite(value) || magnitude == 0 || (magnitude >= 1e-4 && magnitude < 1e6)) {
      return number(value);
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    String mantissa = decimal.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + "%02d".formatted(Math.abs(exponent));
  }

  /// A number with a fixed number of decimals (`%.3f`).
  public static String fixed(double value, int decimals) {
    return Double.isFinite(value)
        ? new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString()
        : number(value);
  }
}
