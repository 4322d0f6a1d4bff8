package io.vigie.template.html;

/// Where in a document a place is.
enum HtmlState {
  TEXT,
  TAG,
  ATTRIBUTE_NAME,
  AFTER_NAME,
  BEFORE_VALUE,
  HTML_COMMENT,
  RCDATA,
  ATTRIBUTE,
  URL,
  JS,
  JS_DOUBLE_QUOTED,
  JS_SINGLE_QUOTED,
  JS_TEMPLATE,
  JS_REGEXP,
  JS_BLOCK_COMMENT,
  JS_LINE_COMMENT,
  CSS,
  CSS_DOUBLE_QUOTED,
  CSS_SINGLE_QUOTED,
  CSS_URL,
  CSS_BLOCK_COMMENT;

  boolean isComment() {
    return switch (this) {
      case HTML_COMMENT, JS_BLOCK_COMMENT, JS_LINE_COMMENT, CSS_BLOCK_COMMENT -> true;
      default -> false;
    };
  }
}
