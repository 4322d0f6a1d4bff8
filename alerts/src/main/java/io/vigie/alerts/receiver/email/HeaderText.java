package io.vigie.alerts.receiver.email;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The value of a mail header. What is not plain printable ASCII becomes encoded words (RFC 2047):
/// also line breaks, so that no label can add a header.
final class HeaderText {
  private static final String START = "=?utf-8?q?";
  private static final String END = "?=";
  private static final int MAX_WORD = 75;

  private HeaderText() {}

  static String encoded(String text) {
    if (text.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\t')) {
      return text;
    }
    StringBuilder out = new StringBuilder(START);
    int length = START.length() + END.length();
    for (int c : text.codePoints().toArray()) {
      String coded = coded(c);
      if (length + coded.length() > MAX_WORD) {
        out.append(END).append("\r\n ").append(START);
        length = START.length() + END.length();
      }
      out.append(coded);
      length += coded.length();
    }
    return out.append(END).toString();
  }

  private static String coded(int c) {
    if (c == ' ') {
      return "_";
    }
    if (c > ' ' && c < 0x7f && c != '=' && c != '?' && c != '_') {
      return Character.toString(c);
    }
    StringBuilder coded = new StringBuilder();
    for (byte b : Character.toString(c).getBytes(UTF_8)) {
      coded.append(String.format("=%02X", b & 0xff));
    }
    return coded.toString();
  }
}
