package io.vigie.template.html;

import io.vigie.template.html.Transitions.Step;

/// How text leads through JavaScript: strings, template literals, regular expressions, comments.
final class JsTransitions {
  private JsTransitions() {}

  static Step code(HtmlContext context, String text) {
    int at = Transitions.indexOfAny(text, "\"'`/", 0);
    if (at < 0) {
      return new Step(afterCode(context, text), text.length());
    }
    HtmlContext before = afterCode(context, text.substring(0, at));
    return switch (text.charAt(at)) {
      case '"' -> new Step(before.with(HtmlState.JS_DOUBLE_QUOTED), at + 1);
      case '\'' -> new Step(before.with(HtmlState.JS_SINGLE_QUOTED), at + 1);
      case '`' -> new Step(before.with(HtmlState.JS_TEMPLATE), at + 1);
      default -> slash(before, text, at);
    };
  }

  private static Step slash(HtmlContext context, String text, int at) {
    if (text.startsWith("//", at)) {
      return new Step(context.with(HtmlState.JS_LINE_COMMENT), at + 2);
    }
    if (text.startsWith("/*", at)) {
      return new Step(context.with(HtmlState.JS_BLOCK_COMMENT), at + 2);
    }
    return context.regexpMayFollow()
        ? new Step(context.with(HtmlState.JS_REGEXP), at + 1)
        : new Step(context.regexpMayFollow(true), at + 1);
  }

  /// A slash divides after what can end an expression.
  private static HtmlContext afterCode(HtmlContext context, String text) {
    String code = text.stripTrailing();
    if (code.isEmpty()) {
      return context;
    }
    if (code.matches(
        "(?s)(.*[^\\w$.])?(break|case|continue|delete|do|else|finally|in|instanceof|return|throw"
            + "|try|typeof|void)")) {
      return context.regexpMayFollow(true);
    }
    char last = code.charAt(code.length() - 1);
    boolean endsExpression = Character.isLetterOrDigit(last) || "_$)]}".indexOf(last) >= 0;
    return context.regexpMayFollow(!endsExpression);
  }

  static Step quoted(HtmlContext context, String text, String end) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (end.indexOf(c) >= 0) {
        return new Step(context.with(HtmlState.JS).regexpMayFollow(false), at + 1);
      }
    }
    return new Step(context, text.length());
  }

  static Step lineComment(HtmlContext context, String text) {
    int at = Transitions.indexOfAny(text, "\n\r\u2028\u2029", 0);
    return at < 0 ? new Step(context, text.length()) : new Step(context.with(HtmlState.JS), at);
  }
}
