package io.vigie.template.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// Reads Go's string and character literals.
final class Unquoting {
  private final String text;
  private final char quote;
  private int position;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Unquoting(String text, char quote) {
    this.text = text;
    this.quote = quote;
  }

  /// The text of a literal with its quotes; empty if it is malformed.
  static Optional<String> string(String literal) {
    String inside = literal.substring(1, literal.length() - 1);
    if (literal.charAt(0) == '`') {
      return Optional.of(inside.replace("\r", ""));
    }
    Unquoting reader = new Unquoting(inside, '"');
    while (reader.position < inside.length()) {
      if (!reader.readOne()) {
        return Optional.empty();
      }
    }
    return Optional.of(reader.bytes.toString(UTF_8));
  }

  /// The value of a character literal with its quotes; empty if it is malformed.
  static Optional<Integer> character(String literal) {
    String inside = literal.substring(1, literal.length() - 1);
    Unquoting reader = new Unquoting(inside, '\'');
    if (inside.isEmpty() || !reader.readOne() || reader.position != inside.length()) {
      return Optional.empty();
    }
    byte[] read = reader.bytes.toByteArray();
    return Optional.of(read.length == 1 ? read[0] & 0xff : new String(read, UTF_8).codePointAt(0));
  }

  private boolean readOne() {
    int c = text.codePointAt(position);
    position += Character.charCount(c);
    if (c != '\\') {
      write(c);
      return c != quote;
    }
    if (position == text.length()) {
      return false;
    }
    char kind = text.charAt(position++);
    return switch (kind) {
      case 'a' -> write(7);
      case 'b' -> write('\b');
      case 'f' -> write('\f');
      case 'n' -> write('\n');
      case 'r' -> write('\r');
      case 't' -> write('\t');
      case 'v' -> write(11);
      case '\\' -> write('\\');
      case 'x' -> readNumber(2, 16, true);
      case 'u' -> readNumber(4, 16, false);
      case 'U' -> readNumber(8, 16, false);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        position--;
        yield readNumber(3, 8, true);
      }
      default -> kind == quote && write(kind);
    };
  }

  private boolean readNumber(int digits, int radix, boolean isByte) {
    if (position + digits > text.length()) {
      return false;
    }
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(text.charAt(position++), radix);
      if (digit < 0) {
        return false;
      }
      value = value * radix + digit;
    }
    if (isByte) {
      bytes.write((int) value);
      return value <= 0xff;
    }
    boolean valid = value <= Character.MAX_CODE_POINT && (value < 0xd800 || value > 0xdfff);
    return valid && write((int) value);
  }

  private boolean write(int c) {
    bytes.writeBytes(Character.toString(c).getBytes(UTF_8));
    return true;
  }
}
