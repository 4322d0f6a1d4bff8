package io.vigie.promql.parse;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads PromQL: by recursive descent, operators by precedence. Thread-safe.
///
/// Of several errors the first one is reported, in the order in which Prometheus finds them: errors
/// of syntax from left to right, then errors of types from the leaves up.
public final class PromqlParser {
  private final ParserOptions options;

  public PromqlParser(ParserOptions options) {
    this.options = options;
  }

  public ParserOptions options() {
    return options;
  }

  /// Reads an expression.
  ///
  /// @throws PromqlParseException if the text is not one, is badly typed, uses a feature that is
  ///   off, or is larger or deeper than the options allow
  public Expr parse(String query) throws PromqlParseException {
    return parse(utf8(query));
  }

  /// As [#parse(String)], for bytes that may not be UTF-8.
  public Expr parse(byte[] query) throws PromqlParseException {
    TokenStream tokens = open(query);
    if (tokens.at(TokenType.EOF)) {
      throw tokens.error(Span.NONE, "no expression found in input");
    }
    Built root = new ExpressionParser(tokens, options).parse();
    tokens.expect(TokenType.EOF);
    if (root.typeError().isPresent()) {
      throw root.typeError().get();
    }
    if (root.depth() > options.maxDepth()) {
      throw tooDeep(tokens, root.span(), options);
    }
    return root.expr();
  }

  /// Reads a selector of series, as in `match[]`: a metric name, conditions in braces, or both.
  ///
  /// @return its conditions, the one for the name last
  /// @throws PromqlParseException if the text is not one
  public List<LabelMatcher> parseSelector(String selector) throws PromqlParseException {
    TokenStream tokens = open(utf8(selector));
    Expr.VectorSelector parsed = new SelectorParser(tokens).parse();
    tokens.expect(TokenType.EOF);
    return parsed.matchers();
  }

  /// As [#parseSelector], for each of several.
  public List<List<LabelMatcher>> parseSelectors(List<String> selectors)
      throws PromqlParseException {
    List<List<LabelMatcher>> parsed = new ArrayList<>();
    for (String selector : selectors) {
      parsed.add(parseSelector(selector));
    }
    return parsed;
  }

  /// Reads the identity of a series at the beginning of a text: a metric name, labels in braces, or
  /// both, without space between.
  ///
  /// @throws PromqlParseException if the text does not begin with one
  public SeriesIdentity parseSeries(String text) throws PromqlParseException {
    byte[] bytes = utf8(text);
    return new LabelSetParser(open(bytes), bytes).parse();
  }

  private TokenStream open(byte[] query) throws PromqlParseException {
    if (query.length > options.maxQueryBytes()) {
      throw new PromqlParseException(
          query,
          new Span(options.maxQueryBytes(), query.length),
          "query has %d bytes, at most %d are allowed"
              .formatted(query.length, options.maxQueryBytes()));
    }
    return new TokenStream(query);
  }

  static PromqlParseException tooDeep(TokenStream tokens, Span span, ParserOptions options) {
    return tokens.error(
        span,
        "expression is nested more than %d levels deep; split it up or use recording rules"
            .formatted(options.maxDepth()));
  }

  /// The text as UTF-8. Half a character becomes the replacement character, which no query may
  /// contain, rather than a question mark.
  private static byte[] utf8(String text) {
    StringBuilder valid = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .forEach(valid::appendCodePoint);
    return valid.toString().getBytes(StandardCharsets.UTF_8);
  }
}
