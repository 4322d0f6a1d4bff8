package io.vigie.template.fmt;

/// Go's quoted strings and characters, as `strconv.Quote` writes them.
public final class Quoting {
  private Quoting() {}

  public static String quote(String text) {
    return quote(text, '"', false);
  }

  static String quote(String text, char delimiter, boolean asciiOnly) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append(delimiter);
    text.codePoints().forEach(c -> append(quoted, c, delimiter, asciiOnly));
    return quoted.append(delimiter).toString();
  }

  private static void append(StringBuilder to, int c, char delimiter, boolean asciiOnly) {
    if (c == delimiter || c == '\\') {
      to.append('\\').append((char) c);
    } else if (c < 0x80 ? isPrintable(c) : !asciiOnly && isPrintable(c)) {
      to.appendCodePoint(c);
    } else {
      appendEscape(to, c);
    }
  }

  private static void appendEscape(StringBuilder to, int c) {
    switch (c) {
      case 7 -> to.append("\\a");
      case '\b' -> to.append("\\b");
      case '\f' -> to.append("\\f");
      case '\n' -> to.append("\\n");
      case '\r' -> to.append("\\r");
      case '\t' -> to.append("\\t");
      case 11 -> to.append("\\v");
      default -> {
        if (c < ' ' || c == 0x7f) {
          to.append(String.format("\\x%02x", c));
        } else if (c < 0x10000) {
          to.append(String.format("\\u%04x", c));
        } else {
          to.append(String.format("\\U%08x", c));
        }
      }
    }
  }

  /// Whether Go's `unicode.IsPrint` holds: graphic characters, and of the spaces only U+0020.
  public static boolean isPrintable(int c) {
    if (c == ' ') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// `U+0041 'A'`, as the verb `%#U` gives it.
  public static String unicode(int c) {
    String point = String.format("U+%04X", c);
    return isPrintable(c) ? point + " '" + Character.toString(c) + "'" : point;
  }

  static boolean canBackquote(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0xFEFF || (c < ' ' && c != '\t') || c == '`' || c == 0x7f);
  }
}
