package io.vigie.template.parse;

import java.util.ArrayDeque;
import java.util.Deque;

/// The lexer's tokens, with as many taken back as the grammar needs.
final class TokenStream {
  private final Lexer lexer;
  private final Deque<Token> returned = new ArrayDeque<>();
  private int line = 1;

  TokenStream(Lexer lexer) {
    this.lexer = lexer;
  }

  Token next() {
    if (!returned.isEmpty()) {
      return returned.pop();
    }
    Token token = lexer.next();
    line = token.line();
    return token;
  }

  Token peek() {
    Token token = next();
    returned.push(token);
    return token;
  }

  Token nextNonSpace() {
    Token token = next();
    while (token.kind() == TokenKind.SPACE) {
      token = next();
    }
    return token;
  }

  Token peekNonSpace() {
    Token token = nextNonSpace();
    returned.push(token);
    return token;
  }

  void giveBack(Token token) {
    returned.push(token);
  }

  /// The line of the token that was read last: where errors are reported.
  int line() {
    return line;
  }
}
