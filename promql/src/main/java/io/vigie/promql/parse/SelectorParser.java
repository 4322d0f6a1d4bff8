package io.vigie.promql.parse;

import com.google.re2j.PatternSyntaxException;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.Span;
import io.vigie.promql.ast.TimeShift;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads selectors of series: `up`, `{job="api"}`, `up{job=~"a|b"}`.
final class SelectorParser {
  private final TokenStream tokens;

  SelectorParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  Expr.VectorSelector parse() throws PromqlParseException {
    if (tokens.peekType().isMetricName()) {
      return parse(Optional.of(tokens.next()));
    }
    if (!tokens.at(TokenType.LEFT_BRACE)) {
      throw tokens.unexpected();
    }
    return parse(Optional.empty());
  }

  /// Reads what follows a metric name, or a selector without one.
  Expr.VectorSelector parse(Optional<Token> name) throws PromqlParseException {
    List<LabelMatcher> matchers = new ArrayList<>();
    Span start = name.map(Token::span).orElse(tokens.peek().span());
    if (tokens.at(TokenType.LEFT_BRACE)) {
      tokens.next();
      readMatchers(matchers);
    }
    name.ifPresent(token -> matchers.add(LabelMatcher.equal(Labels.METRIC_NAME, token.text())));
    return new Expr.VectorSelector(
        name.map(Token::text).orElse(""),
        matchers,
        RangeEdges.PLAIN,
        TimeShift.NONE,
        start.withEnd(tokens.lastEnd()));
  }

  private void readMatchers(List<LabelMatcher> into) throws PromqlParseException {
    tokens.enter(Context.MATCHER);
    while (!tokens.at(TokenType.RIGHT_BRACE)) {
      into.add(matcher());
      tokens.change(Context.MATCHER_REST);
      if (!tokens.at(TokenType.RIGHT_BRACE)) {
        tokens.expect(TokenType.COMMA);
        tokens.change(Context.MATCHER);
      }
    }
    tokens.next();
    tokens.leave();
  }

  private LabelMatcher matcher() throws PromqlParseException {
    boolean quoted = tokens.at(TokenType.STRING);
    Token name = quoted ? tokens.next() : tokens.expect(TokenType.IDENTIFIER);
    String nameText = quoted ? StringEscapes.unquote(name.text()) : name.text();
    if (quoted && !tokens.peekType().isMatchOperator()) {
      return LabelMatcher.equal(Labels.METRIC_NAME, nameText);
    }
    tokens.change(Context.MATCHER_OPERATOR);
    Operator operator = operator();
    tokens.change(Context.MATCHER_VALUE);
    Token value = tokens.expect(TokenType.STRING);
    try {
      return LabelMatcher.of(nameText, operator, StringEscapes.unquote(value.text()));
    } catch (PatternSyntaxException e) {
      throw tokens.error(name.span().to(value.span()), String.valueOf(e.getMessage()));
    }
  }

  private Operator operator() throws PromqlParseException {
    Operator operator =
        switch (tokens.peekType()) {
          case EQUAL -> Operator.EQUAL;
          case NOT_EQUAL -> Operator.NOT_EQUAL;
          case REGEX -> Operator.REGEX;
          case NOT_REGEX -> Operator.NOT_REGEX;
          default -> throw tokens.unexpected();
        };
    tokens.next();
    return operator;
  }
}
