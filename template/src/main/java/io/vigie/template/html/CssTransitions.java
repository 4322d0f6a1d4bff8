package io.vigie.template.html;

import io.vigie.template.html.Transitions.Step;

/// How text leads through style sheets: strings, URLs and comments.
final class CssTransitions {
  private CssTransitions() {}

  static Step style(HtmlContext context, String text) {
    int at = Transitions.indexOfAny(text, "\"'/(", 0);
    for (; at >= 0; at = Transitions.indexOfAny(text, "\"'/(", at + 1)) {
      char c = text.charAt(at);
      if (c == '"') {
        return new Step(context.with(HtmlState.CSS_DOUBLE_QUOTED), at + 1);
      }
      if (c == '\'') {
        return new Step(context.with(HtmlState.CSS_SINGLE_QUOTED), at + 1);
      }
      if (text.startsWith("/*", at)) {
        return new Step(context.with(HtmlState.CSS_BLOCK_COMMENT), at + 2);
      }
      if (c == '(' && text.regionMatches(true, Math.max(0, at - 3), "url", 0, 3)) {
        return new Step(context.with(HtmlState.CSS_URL).with(HtmlContext.UrlPart.NONE), at + 1);
      }
    }
    return new Step(context, text.length());
  }

  static Step quoted(HtmlContext context, String text, char end) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == end) {
        return new Step(context.with(HtmlState.CSS), at + 1);
      }
    }
    return new Step(context, text.length());
  }

  static Step url(HtmlContext context, String text) {
    int at = text.indexOf(')');
    return at < 0
        ? new Step(Transitions.afterUrl(context, text), text.length())
        : new Step(context.with(HtmlState.CSS).with(HtmlContext.UrlPart.NONE), at + 1);
  }
}
