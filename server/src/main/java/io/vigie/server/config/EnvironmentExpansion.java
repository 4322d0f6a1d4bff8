package io.vigie.server.config;

import java.util.function.UnaryOperator;

/// Fills in `$NAME` and `${NAME}` in a text; `$$` is a dollar sign.
final class EnvironmentExpansion {
  private EnvironmentExpansion() {}

  /// @param variable value of a name; the empty text if there is none
  static String expand(String text, UnaryOperator<String> variable) {
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '$' || at + 1 == text.length()) {
        expanded.append(c);
        at++;
      } else {
        at = expandOne(text, at + 1, variable, expanded);
      }
    }
    return expanded.toString();
  }

  /// @param at just behind the dollar sign
  /// @return where to go on
  private static int expandOne(
      String text, int at, UnaryOperator<String> variable, StringBuilder expanded) {
    if (text.charAt(at) == '$') {
      expanded.append('$');
      return at + 1;
    }
    if (text.charAt(at) == '{') {
      int end = text.indexOf('}', at);
      if (end < 0) {
        return at + 1;
      }
      expanded.append(end == at + 1 ? "" : variable.apply(text.substring(at + 1, end)));
      return end + 1;
    }
    int end = at;
    while (end < text.length() && isNameCharacter(text.charAt(end))) {
      end++;
    }
    expanded.append(end == at ? "$" : variable.apply(text.substring(at, end)));
    return end;
  }

  private static boolean isNameCharacter(char c) {
    return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }
}
