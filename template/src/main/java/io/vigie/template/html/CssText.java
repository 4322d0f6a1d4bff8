package io.vigie.template.html;

import java.util.Locale;

/// Text within style sheets.
final class CssText {
  private static final String ESCAPED = "\0\t\n\f\r\"&'()+/:;<>{}";

  private CssText() {}

  static String string(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        out.append("\\\\");
      } else if (ESCAPED.indexOf(c) < 0) {
        out.append(c);
      } else {
        out.append('\\').append(Integer.toHexString(c));
        boolean joins =
            i + 1 < text.length()
                && (Character.digit(text.charAt(i + 1), 16) >= 0 || text.charAt(i + 1) == ' ');
        out.append(joins || i + 1 == text.length() ? " " : "");
      }
    }
    return out.toString();
  }

  /// A value that can neither leave its place nor run anything; else `unsafe`.
  static String value(String text, String unsafe) {
    boolean leaves = Transitions.indexOfAny(text, "\0\"'()/;@[\\]`{}<>", 0) >= 0;
    String identifier =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replace("-", "");
    boolean runs = identifier.contains("expression") || identifier.contains("mozbinding");
    return leaves || runs || text.contains("--") ? unsafe : text;
  }
}
