package io.vigie.ingest.exposition;

/// The tokens of OpenMetrics text (<https://prometheus.io/docs/specs/om/open_metrics_spec/>). One
/// space stands where the format says so, and nowhere else; it belongs to the token that it
/// precedes.
final class OpenMetricsLexer extends TextLexer {
  OpenMetricsLexer(byte[] text, int length) {
    super(text, length, false);
  }

  @Override
  Token next() {
    if (position >= length) {
      return Token.EOF;
    }
    tokenStart = position;
    int c = at(position);
    return switch (mode) {
      case LINE_START -> lineStart(c);
      case META_NAME -> metaName(c);
      case META_TEXT -> metaText(c);
      case LABELS -> insideBraces(c);
      case LABEL_VALUE ->
          c == '"'
              ? quoted(Token.LABEL_VALUE, tokenStart, false, true, Mode.LABELS)
              : invalid(tokenStart);
      case VALUE -> c == '{' ? openBrace() : number(Token.VALUE, c, Mode.TIMESTAMP);
      case TIMESTAMP -> c == '\n' ? lineBreak() : timestampOrExemplar(c);
      case EXEMPLAR_LABELS -> exemplarLabel(c);
      case EXEMPLAR_VALUE ->
          c == '"'
              ? quoted(Token.LABEL_VALUE, tokenStart, false, false, Mode.EXEMPLAR_LABELS)
              : number(Token.VALUE, c, Mode.EXEMPLAR_TIMESTAMP);
      case EXEMPLAR_TIMESTAMP -> c == '\n' ? lineBreak() : number(Token.TIMESTAMP, c, mode);
    };
  }

  private Token lineStart(int c) {
    if (c == '#') {
      return metadata();
    }
    if (c == '{') {
      return openBrace();
    }
    return beginsMetricName(c)
        ? accept(Token.METRIC_NAME, endOfMetricName(tokenStart), Mode.VALUE)
        : invalid(tokenStart);
  }

  private Token metadata() {
    if (at(tokenStart + 1) != ' ') {
      return invalid(tokenStart + 1);
    }
    int start = tokenStart + 2;
    return switch (at(start)) {
      case 'H' -> word(start, "HELP ", Token.HELP);
      case 'T' -> word(start, "TYPE ", Token.TYPE);
      case 'U' -> word(start, "UNIT ", Token.UNIT);
      case 'E' -> word(start, "EOF", Token.EOF_WORD);
      default -> invalid(start);
    };
  }

  private Token word(int start, String word, Token token) {
    for (int i = 0; i < word.length(); i++) {
      if (at(start + i) != word.charAt(i)) {
        return invalid(start + i);
      }
    }
    int end = start + word.length();
    if (token != Token.EOF_WORD) {
      return accept(token, end, Mode.META_NAME);
    }
    return accept(token, at(end) == '\n' ? end + 1 : end);
  }

  private Token metaText(int c) {
    if (c != ' ') {
      return invalid(tokenStart);
    }
    int end = endOfLine(tokenStart);
    return end == length ? invalid(end) : accept(Token.TEXT, end + 1, Mode.LINE_START);
  }

  private Token openBrace() {
    return accept(Token.BRACE_OPEN, tokenStart + 1, Mode.LABELS);
  }

  private Token lineBreak() {
    return accept(Token.LINEBREAK, tokenStart + 1, Mode.LINE_START);
  }

  private Token number(Token token, int first, Mode next) {
    if (first != ' ') {
      return invalid(tokenStart);
    }
    int i = tokenStart + 1;
    int c = at(i);
    while (c > ' ' || (c > 0 && c < ' ' && c != '\n')) {
      c = at(++i);
    }
    return i == tokenStart + 1 ? invalid(i) : accept(token, i, next);
  }

  private Token timestampOrExemplar(int c) {
    if (c == ' ' && at(tokenStart + 1) == '#' && at(tokenStart + 2) == ' ') {
      return at(tokenStart + 3) == '{'
          ? accept(Token.COMMENT, tokenStart + 4, Mode.EXEMPLAR_LABELS)
          : invalid(tokenStart + 3);
    }
    return number(Token.TIMESTAMP, c, Mode.TIMESTAMP);
  }

  private Token exemplarLabel(int c) {
    return switch (c) {
      case '}' -> accept(Token.BRACE_CLOSE, tokenStart + 1, Mode.EXEMPLAR_VALUE);
      case '=' -> accept(Token.EQUAL, tokenStart + 1, Mode.EXEMPLAR_VALUE);
      case ',' -> accept(Token.COMMA, tokenStart + 1);
      case '"' -> quoted(Token.QUOTED, tokenStart, false, false, Mode.EXEMPLAR_LABELS);
      default ->
          beginsLabelName(c)
              ? accept(Token.LABEL_NAME, endOfLabelName(tokenStart))
              : invalid(tokenStart);
    };
  }
}
