package io.vigie.alerts.matcher;

/// A piece of a matcher text.
///
/// @param text as written, quotes included
/// @param column where it begins, in characters from 0
/// @param endColumn where the next one may begin
record Token(Kind kind, String text, int column, int endColumn) {
  enum Kind {
    END,
    OPEN_BRACE,
    CLOSE_BRACE,
    COMMA,
    EQUAL,
    NOT_EQUAL,
    REGEX,
    NOT_REGEX,
    QUOTED,
    UNQUOTED
  }

  /// `4:7: `, as messages begin.
  String place() {
    return column + ":" + endColumn + ": ";
  }
}
