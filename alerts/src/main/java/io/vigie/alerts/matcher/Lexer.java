package io.vigie.alerts.matcher;

import io.vigie.alerts.matcher.Token.Kind;

/// Splits a matcher text into tokens, one at a time. Positions count characters, not code units.
final class Lexer {
  private static final int END = -1;

  private final int[] input;
  private int start;
  private int at;

  Lexer(String input) {
    this.input = input.codePoints().toArray();
  }

  /// Where reading stands, in characters.
  int column() {
    return at;
  }

  /// The next token, without taking it.
  ///
  /// @throws MatcherException if what comes is no token
  Token peek() {
    int oldStart = start;
    int oldAt = at;
    Token token = next();
    start = oldStart;
    at = oldAt;
    return token;
  }

  /// Takes the next token; one of kind `END` when there is no more.
  ///
  /// @throws MatcherException if what comes is no token
  Token next() {
    while (current() != END && Matcher.isSpace(current())) {
      at++;
    }
    start = at;
    int c = current();
    return switch (c) {
      case END -> new Token(Kind.END, "", 0, 0);
      case '{' -> single(Kind.OPEN_BRACE);
      case '}' -> single(Kind.CLOSE_BRACE);
      case ',' -> single(Kind.COMMA);
      case '=' -> operator('~', Kind.REGEX, Kind.EQUAL);
      case '!' -> negation();
      case '"' -> quoted();
      default -> unquoted(c);
    };
  }

  private int current() {
    return at < input.length ? input[at] : END;
  }

  private Token single(Kind kind) {
    at++;
    return emit(kind);
  }

  private Token operator(char second, Kind both, Kind first) {
    at++;
    if (current() == second) {
      at++;
      return emit(both);
    }
    return emit(first);
  }

  private Token negation() {
    at++;
    if (current() == '=' || current() == '~') {
      return single(current() == '=' ? Kind.NOT_EQUAL : Kind.NOT_REGEX);
    }
    throw new MatcherException(
        at >= input.length
            ? place() + "unexpected end of input, expected one of '=~'"
            : place() + text() + ": expected one of '=~'");
  }

  private Token quoted() {
    at++;
    while (current() != END && current() != '"') {
      at += current() == '\\' && at + 1 < input.length ? 2 : 1;
    }
    if (current() == END) {
      throw new MatcherException(place() + text() + ": missing end \"");
    }
    return single(Kind.QUOTED);
  }

  private Token unquoted(int c) {
    if (Matcher.isReserved(c)) {
      at++;
      throw new MatcherException(place() + text() + ": invalid input");
    }
    while (current() != END && !Matcher.isReserved(current())) {
      at++;
    }
    return emit(Kind.UNQUOTED);
  }

  private Token emit(Kind kind) {
    return new Token(kind, text(), start, at);
  }

  private String text() {
    return new String(input, start, at - start);
  }

  private String place() {
    return start + ":" + at + ": ";
  }
}
