package io.vigie.promql.parse;

import io.vigie.promql.ast.Durations;
import io.vigie.promql.ast.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The tokens of a query with one token of look-ahead, and the context that errors name.
///
/// A token is read from the text only when it is asked for: an error in what has been read comes
/// before one in what follows.
final class TokenStream {
  private final byte[] query;
  private final Lexer lexer;
  private final Deque<Context> contexts = new ArrayDeque<>();
  private @Nullable Token ahead;
  private int lastEnd;

  TokenStream(byte[] query) {
    this.query = query;
    this.lexer = new Lexer(query);
    contexts.push(Context.QUERY);
  }

  byte[] query() {
    return query;
  }

  Token peek() throws PromqlParseException {
    Token token = ahead;
    if (token == null) {
      token = lexer.next();
      ahead = token;
    }
    return token;
  }

  TokenType peekType() throws PromqlParseException {
    return peek().type();
  }

  boolean at(TokenType type) throws PromqlParseException {
    return peekType() == type;
  }

  Token next() throws PromqlParseException {
    Token token = peek();
    ahead = null;
    lastEnd = token.span().end();
    return token;
  }

  /// Steps over the next token if it is of the type.
  boolean take(TokenType type) throws PromqlParseException {
    boolean found = at(type);
    if (found) {
      next();
    }
    return found;
  }

  /// The next token, which must be of the type.
  Token expect(TokenType type) throws PromqlParseException {
    if (!at(type)) {
      throw unexpected();
    }
    return next();
  }

  /// Offset behind the last token that was stepped over.
  int lastEnd() {
    return lastEnd;
  }

  /// From now on errors about unexpected tokens name this context, until [#leave].
  void enter(Context context) {
    contexts.push(context);
  }

  void leave() {
    contexts.pop();
  }

  /// As [#leave] and [#enter] at once.
  void change(Context context) {
    contexts.pop();
    contexts.push(context);
  }

  /// An error about the next token.
  PromqlParseException unexpected() throws PromqlParseException {
    return error(peek().span(), "unexpected " + peek().describe() + contexts.element().describe());
  }

  PromqlParseException error(Span span, String reason) {
    return new PromqlParseException(query, span, reason);
  }

  /// The value of a number token, or of a duration token in seconds.
  double number(Token token) throws PromqlParseException {
    try {
      return token.type() == TokenType.DURATION
          ? Durations.parseMillis(token.text()) / 1000.0
          : NumberText.parse(token.text());
    } catch (IllegalArgumentException e) {
      String prefix = token.type() == TokenType.DURATION ? "" : "error parsing number: ";
      throw error(token.span(), prefix + e.getMessage());
    }
  }
}
