package io.vigie.server.http.v1;

/// Label names in URLs: a name with characters that a path does not take well is written as `U__`
/// and then the name, with `_` doubled and every such character as its code point in hex between
/// underscores (`U__http_2e_status`), as the Prometheus name escaping `values` defines it.
final class EscapedName {
  private static final String PREFIX = "U__";
  private static final int MAX_HEX_DIGITS = 6;

  private EscapedName() {}

  /// The name that is meant; a text that is not escaped, or wrongly so, means itself.
  static String decode(String text) {
    if (!text.startsWith(PREFIX)) {
      return text;
    }
    StringBuilder name = new StringBuilder();
    int at = PREFIX.length();
    while (at < text.length()) {
      if (text.charAt(at) != '_') {
        name.append(text.charAt(at++));
        continue;
      }
      int end = text.indexOf('_', at + 1);
      if (end < 0 || end - at - 1 > MAX_HEX_DIGITS) {
        return text;
      }
      if (end == at + 1) {
        name.append('_');
      } else if (!appendCodePoint(text.substring(at + 1, end), name)) {
        return text;
      }
      at = end + 1;
    }
    return name.toString();
  }

  private static boolean appendCodePoint(String hex, StringBuilder into) {
    for (int i = 0; i < hex.length(); i++) {
      if (Character.digit(hex.charAt(i), 16) < 0) {
        return false;
      }
    }
    int codePoint = Integer.parseInt(hex, 16);
    if (!Character.isValidCodePoint(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE) {
      return false;
    }
    into.appendCodePoint(codePoint);
    return true;
  }
}
