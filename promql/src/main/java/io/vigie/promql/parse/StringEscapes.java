package io.vigie.promql.parse;

import io.vigie.promql.ast.GoText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The escape sequences of quoted strings, those of Go.
final class StringEscapes {
  /// A sequence that gives a character by number.
  private record Numbered(int digits, int radix, int max) {}

  private static final String SIMPLE = "abfnrtv\\";
  private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\";

  private StringEscapes() {}

  private static Numbered numbered(int letter) {
    return switch (letter) {
      case 'x' -> new Numbered(2, 16, 0xff);
      case 'u' -> new Numbered(4, 16, Character.MAX_CODE_POINT);
      case 'U' -> new Numbered(8, 16, Character.MAX_CODE_POINT);
      default -> new Numbered(3, 8, 0xff);
    };
  }

  /// Steps over the sequence behind a backslash.
  ///
  /// @param quote the quote that encloses the string
  /// @return what is wrong with it, or empty
  static String skip(Runes runes, int quote) {
    int rune = runes.next();
    if (rune == Runes.EOF) {
      return "escape sequence not terminated";
    }
    if (rune == quote || SIMPLE.indexOf(rune) >= 0) {
      return "";
    }
    boolean octal = rune >= '0' && rune <= '7';
    if (!octal && rune != 'x' && rune != 'u' && rune != 'U') {
      return "unknown escape sequence " + GoText.unicode(rune);
    }
    return skipDigits(runes, octal ? rune : runes.next(), numbered(rune));
  }

  private static String skipDigits(Runes runes, int first, Numbered form) {
    long value = 0;
    int rune = first;
    for (int i = 0; i < form.digits(); i++) {
      int digit = rune < 0x80 ? Character.digit(rune, form.radix()) : -1;
      if (digit < 0) {
        return rune == Runes.EOF
            ? "escape sequence not terminated"
            : "illegal character " + GoText.unicode(rune) + " in escape sequence";
      }
      value = value * form.radix() + digit;
      rune = i + 1 < form.digits() ? runes.next() : rune;
    }
    boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    return value > form.max() || surrogate
        ? "escape sequence is an invalid Unicode code point"
        : "";
  }

  /// The text that a string token stands for. Bytes given by number (`\xff`) that do not make up a
  /// character become lone surrogates ([GoText#ofUtf8]), which are valid in no name.
  ///
  /// @param token with its quotes, and with sequences that [#skip] accepts
  static String unquote(String token) {
    String inner = token.substring(1, token.length() - 1);
    if (token.charAt(0) == '`' || inner.indexOf('\\') < 0) {
      return inner;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(inner.length());
    int position = 0;
    while (position < inner.length()) {
      int rune = inner.codePointAt(position);
      position += Character.charCount(rune);
      if (rune == '\\') {
        position += appendUnescaped(bytes, inner, position);
      } else {
        bytes.writeBytes(Character.toString(rune).getBytes(StandardCharsets.UTF_8));
      }
    }
    return GoText.ofUtf8(bytes.toByteArray());
  }

  /// @return the length of the sequence without its backslash
  private static int appendUnescaped(ByteArrayOutputStream to, String inner, int position) {
    char letter = inner.charAt(position);
    int simple = SIMPLE.indexOf(letter);
    if (simple >= 0 || letter == '"' || letter == '\'') {
      to.write(simple >= 0 ? MEANINGS.charAt(simple) : letter);
      return 1;
    }
    Numbered form = numbered(letter);
    int letters = form.radix() == 8 ? 0 : 1;
    int end = position + letters + form.digits();
    int value = Integer.parseInt(inner.substring(position + letters, end), form.radix());
    if (form.max() == 0xff) {
      to.write(value);
    } else {
      to.writeBytes(Character.toString(value).getBytes(StandardCharsets.UTF_8));
    }
    return letters + form.digits();
  }
}
