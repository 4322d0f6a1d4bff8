package io.vigie.promql.parse;

import io.vigie.model.metric.Labels;
import java.util.Map;
import java.util.TreeMap;

/// Reads the identity of a series: `up{job="api"}`, `{"my.metric", a="b"}`.
final class LabelSetParser {
  private final TokenStream tokens;
  private final byte[] text;
  private final Map<String, String> labels = new TreeMap<>();

  LabelSetParser(TokenStream tokens, byte[] text) {
    this.tokens = tokens;
    this.text = text;
  }

  SeriesIdentity parse() throws PromqlParseException {
    if (tokens.peekType().isMetricName()) {
      String name = tokens.next().text();
      readBraces();
      labels.put(Labels.METRIC_NAME, name);
    } else if (tokens.at(TokenType.LEFT_BRACE)) {
      readBraces();
    } else {
      throw tokens.unexpected();
    }
    return new SeriesIdentity(Labels.of(labels), tokens.lastEnd());
  }

  /// The braces, if they follow right here: what stands behind a space is no PromQL.
  private void readBraces() throws PromqlParseException {
    int next = tokens.lastEnd();
    if (next >= text.length || text[next] != '{') {
      return;
    }
    tokens.next();
    tokens.enter(Context.LABEL_SET);
    while (!tokens.at(TokenType.RIGHT_BRACE)) {
      readLabel();
      tokens.change(Context.LABEL_SET_REST);
      if (!tokens.at(TokenType.RIGHT_BRACE)) {
        tokens.expect(TokenType.COMMA);
        tokens.change(Context.LABEL_SET);
      }
    }
    tokens.next();
    tokens.leave();
  }

  private void readLabel() throws PromqlParseException {
    boolean quoted = tokens.at(TokenType.STRING);
    Token name = quoted ? tokens.next() : tokens.expect(TokenType.IDENTIFIER);
    if (quoted && !tokens.at(TokenType.EQUAL)) {
      labels.put(Labels.METRIC_NAME, StringEscapes.unquote(name.text()));
      return;
    }
    tokens.change(Context.LABEL_SET_EQUAL);
    tokens.expect(TokenType.EQUAL);
    tokens.change(Context.LABEL_SET_VALUE);
    String value = StringEscapes.unquote(tokens.expect(TokenType.STRING).text());
    labels.put(quoted ? StringEscapes.unquote(name.text()) : name.text(), value);
  }
}
