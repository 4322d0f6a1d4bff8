package io.vigie.template.parse;

import io.vigie.template.fmt.Quoting;

/// @param position index of the first character in the text
/// @param line of the first character, from 1
/// @param text as written; of an error, the message
record Token(TokenKind kind, int position, String text, int line) {

  private static final int SHOWN_CHARACTERS = 10;

  /// As error messages show it.
  @Override
  public String toString() {
    if (kind == TokenKind.EOF) {
      return "EOF";
    }
    if (kind == TokenKind.ERROR) {
      return text;
    }
    if (kind.isKeyword()) {
      return "<" + text + ">";
    }
    return text.length() > SHOWN_CHARACTERS
        ? Quoting.quote(text.substring(0, SHOWN_CHARACTERS)) + "..."
        : Quoting.quote(text);
  }
}
