package io.vigie.alerts.receiver.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Texts cut to what a receiver takes, with an ellipsis where something is left out.
public final class Truncation {
  private static final String MARK = "…";

  private Truncation() {}

  /// @param most characters (code points)
  public static String toCharacters(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    return most <= 3
        ? text.substring(0, text.offsetByCodePoints(0, most))
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + MARK;
  }

  /// @param most bytes in UTF-8; at least those of the ellipsis
  public static String toBytes(String text, int most) {
    if (text.getBytes(UTF_8).length <= most) {
      return text;
    }
    return prefix(text, most - MARK.getBytes(UTF_8).length) + MARK;
  }

  /// The longest beginning of whole characters, without an ellipsis.
  public static String prefix(String text, int mostBytes) {
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      bytes += Character.toString(c).getBytes(UTF_8).length;
      if (bytes > mostBytes) {
        break;
      }
      end += Character.charCount(c);
    }
    return text.substring(0, end);
  }
}
