package io.vigie.template.html;

/// Text within JavaScript's strings and template literals.
final class JavaScriptText {
  private JavaScriptText() {}

  static String string(String text) {
    return escaped(text, "\"`&'+<>");
  }

  static String templateLiteral(String text) {
    return escaped(text, "\"`&'+<>${}");
  }

  private static String escaped(String text, String special) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        case '/' -> out.append("\\/");
        case '\\' -> out.append("\\\\");
        default -> {
          boolean escape = c < ' ' || special.indexOf(c) >= 0 || c == 0x2028 || c == 0x2029;
          out.append(escape ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
      }
    }
    return out.toString();
  }
}
