package io.vigie.alerts.matcher;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Texts in double quotes as Go's `strconv` writes and reads them.
public final class GoQuote {
  private static final String SHORT = "abfnrtv\\\"";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\\"";

  private GoQuote() {}

  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int c) {
    int known = MEANT.indexOf(c);
    if (known >= 0) {
      quoted.append('\\').append(SHORT.charAt(known));
    } else if (c < 0x20 || c == 0x7f) {
      quoted.append(String.format("\\x%02x", c));
    } else if (isPrintable(c)) {
      quoted.appendCodePoint(c);
    } else {
      quoted.append(c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c));
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /// What stands between the quotes, escapes replaced; nothing if it is malformed or not UTF-8.
  static Optional<String> unquote(String quoted) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 1;
    int end = quoted.length() - 1;
    while (at < end) {
      int c = quoted.codePointAt(at);
      int next = c == '\\' ? unescape(quoted, at + 1, end, bytes) : at + Character.charCount(c);
      if (next < 0 || c == '\n' || c == '"') {
        return Optional.empty();
      }
      if (c != '\\') {
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      }
      at = next;
    }
    try {
      ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(all).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  /// Writes what an escape means; returns where to go on, or -1 if it means nothing.
  private static int unescape(String text, int at, int end, ByteArrayOutputStream bytes) {
    if (at >= end) {
      return -1;
    }
    char c = text.charAt(at);
    int known = SHORT.indexOf(c);
    if (known >= 0) {
      bytes.write(MEANT.charAt(known));
      return at + 1;
    }
    return switch (c) {
      case 'x' -> number(text, at + 1, at + 3, end, 16, true, bytes);
      case 'u' -> number(text, at + 1, at + 5, end, 16, false, bytes);
      case 'U' -> number(text, at + 1, at + 9, end, 16, false, bytes);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> number(text, at, at + 3, end, 8, true, bytes);
      default -> -1;
    };
  }

  private static int number(
      String text,
      int from,
      int to,
      int end,
      int radix,
      boolean isByte,
      ByteArrayOutputStream out) {
    if (to > end) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    if (isByte) {
      out.write((int) value);
      return value <= 0xff ? to : -1;
    }
    if (!Character.isValidCodePoint((int) value) || (value >= 0xd800 && value < 0xe000)) {
      return -1;
    }
    out.writeBytes(Character.toString((int) value).getBytes(StandardCharsets.UTF_8));
    return to;
  }
}
