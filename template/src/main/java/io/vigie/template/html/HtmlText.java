package io.vigie.template.html;

import java.util.Locale;

/// The template's own text: comments are left out, and a `<` that begins no tag is escaped.
final class HtmlText {
  private HtmlText() {}

  static void append(StringBuilder out, String text, HtmlContext from, HtmlContext to) {
    if (from.state() == HtmlState.TEXT || from.state() == HtmlState.RCDATA) {
      String kept = entersComment(from, to) ? text.substring(0, text.length() - 4) : text;
      appendEscaped(out, kept, from.state() != to.state() && kept.length() == text.length());
    } else if (from.state().isComment() && from.quote() == HtmlContext.Quote.NONE) {
      out.append(replacement(text, from.state()));
    } else if (entersComment(from, to)) {
      out.append(text, 0, text.length() - 2);
    } else {
      out.append(text);
    }
  }

  private static boolean entersComment(HtmlContext from, HtmlContext to) {
    return from.state() != to.state()
        && to.state().isComment()
        && to.quote() == HtmlContext.Quote.NONE;
  }

  private static String replacement(String comment, HtmlState state) {
    return switch (state) {
      case JS_BLOCK_COMMENT ->
          Transitions.indexOfAny(comment, "\n\r\u2028\u2029", 0) >= 0 ? "\n" : " ";
      case CSS_BLOCK_COMMENT -> " ";
      default -> "";
    };
  }

  /// @param endsWithTag whether the last `<` begins a tag
  private static void appendEscaped(StringBuilder out, String text, boolean endsWithTag) {
    int tag = endsWithTag ? text.lastIndexOf('<') : text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean bare = c == '<' && i < tag && !isDoctype(text, i);
      out.append(bare ? "&lt;" : String.valueOf(c));
    }
  }

  private static boolean isDoctype(String text, int at) {
    return text.length() >= at + 9
        && text.substring(at, at + 9).toUpperCase(Locale.ROOT).equals("<!DOCTYPE");
  }
}
