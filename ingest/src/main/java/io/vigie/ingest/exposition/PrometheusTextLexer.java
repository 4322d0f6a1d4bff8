package io.vigie.ingest.exposition;

/// The tokens of the Prometheus text format
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/>). Spaces and tabs may stand
/// between any two tokens.
final class PrometheusTextLexer extends TextLexer {
  PrometheusTextLexer(byte[] text, int length) {
    super(text, length, true);
  }

  @Override
  Token next() {
    if (position >= length) {
      return Token.EOF;
    }
    tokenStart = position;
    if (mode == Mode.META_TEXT) {
      return accept(Token.TEXT, endOfLine(position), Mode.LINE_START);
    }
    int c = at(position);
    while (c == ' ' || c == '\t') {
      c = at(++position);
    }
    tokenStart = position;
    return switch (mode) {
      case LINE_START -> lineStart(c);
      case META_NAME -> metaName(c);
      case LABELS -> insideBraces(c);
      case LABEL_VALUE ->
          c == '"'
              ? quoted(Token.LABEL_VALUE, tokenStart, true, true, Mode.LABELS)
              : invalid(tokenStart);
      case VALUE -> value(c);
      case TIMESTAMP -> timestamp(c);
      case META_TEXT, EXEMPLAR_LABELS, EXEMPLAR_VALUE, EXEMPLAR_TIMESTAMP ->
          throw new IllegalStateException("not a mode of this format: " + mode);
    };
  }

  private Token lineStart(int c) {
    return switch (c) {
      case '#' -> comment();
      case '{' -> accept(Token.BRACE_OPEN, tokenStart + 1, Mode.LABELS);
      case '\n' -> accept(Token.LINEBREAK, tokenStart + 1);
      case 0 -> padding();
      default ->
          beginsMetricName(c)
              ? accept(Token.METRIC_NAME, endOfMetricName(tokenStart), Mode.VALUE)
              : invalid(tokenStart);
    };
  }

  /// A buffer of fixed size may be padded with NUL; anything else after one is no exposition.
  private Token padding() {
    int i = tokenStart;
    while (at(i) == 0 || at(i) == '\n') {
      i++;
    }
    return i == length ? accept(Token.EOF, length) : invalid(tokenStart);
  }

  private Token comment() {
    int word = skipSpace(tokenStart + 1);
    int end = skipSpace(word + 4);
    if (word > tokenStart + 1 && end > word + 4) {
      if (isWord(word, "HELP")) {
        return accept(Token.HELP, end, Mode.META_NAME);
      }
      if (isWord(word, "TYPE")) {
        return accept(Token.TYPE, end, Mode.META_NAME);
      }
    }
    return accept(Token.COMMENT, endOfLine(tokenStart + 1));
  }

  private boolean isWord(int start, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at(start + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int skipSpace(int start) {
    int i = start;
    while (at(i) == ' ' || at(i) == '\t') {
      i++;
    }
    return i;
  }

  private Token value(int c) {
    if (c == '{') {
      return accept(Token.BRACE_OPEN, tokenStart + 1, Mode.LABELS);
    }
    int i = tokenStart;
    while ((c > ' ' && c != '{') || (c > 0 && c < ' ' && c != '\t' && c != '\n')) {
      c = at(++i);
    }
    return i == tokenStart ? invalid(i) : accept(Token.VALUE, i, Mode.TIMESTAMP);
  }

  private Token timestamp(int c) {
    if (c == '\n') {
      return accept(Token.LINEBREAK, tokenStart + 1, Mode.LINE_START);
    }
    int i = tokenStart;
    while (c >= '0' && c <= '9') {
      c = at(++i);
    }
    return i == tokenStart ? invalid(i) : accept(Token.TIMESTAMP, i);
  }
}
