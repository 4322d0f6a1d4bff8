package io.vigie.ingest.exposition;

import java.util.Arrays;

/// Cuts a text exposition into tokens. What a byte means depends on where in a line it stands, so
/// the lexer keeps a mode. A token is the bytes from [#tokenStart] to [#position]; after an invalid
/// one [#position] is the byte that fits nowhere.
///
/// Reads the body in place and makes no object.
abstract class TextLexer {
  /// Where in a line the lexer stands.
  enum Mode {
    LINE_START,
    META_NAME,
    META_TEXT,
    LABELS,
    LABEL_VALUE,
    VALUE,
    TIMESTAMP,
    EXEMPLAR_LABELS,
    EXEMPLAR_VALUE,
    EXEMPLAR_TIMESTAMP
  }

  private static final byte LETTER = 1;
  private static final byte COLON = 2;
  private static final byte DIGIT = 4;
  private static final byte[] CLASSES = classes();

  /// The body; only the first [#length] bytes count.
  final byte[] text;

  /// Length of the text as the lexer sees it: Prometheus text has one line break more than the
  /// body.
  final int length;

  private final int bodyLength;

  Mode mode = Mode.LINE_START;
  int position;
  int tokenStart;

  /// Whether the last quoted token has a byte that is not ASCII.
  boolean nonAscii;

  TextLexer(byte[] text, int bodyLength, boolean lineBreakAtEnd) {
    this.text = text;
    this.bodyLength = bodyLength;
    this.length = bodyLength + (lineBreakAtEnd ? 1 : 0);
  }

  private static byte[] classes() {
    byte[] classes = new byte[256];
    for (char c = 'a'; c <= 'z'; c++) {
      classes[c] = LETTER;
      classes[c - 32] = LETTER;
    }
    for (char c = '0'; c <= '9'; c++) {
      classes[c] = DIGIT;
    }
    classes['_'] = LETTER;
    classes[':'] = COLON;
    return classes;
  }

  abstract Token next();

  /// The byte at an index, unsigned; -1 past the end.
  final int at(int index) {
    if (index < bodyLength) {
      return text[index] & 0xff;
    }
    return index < length ? '\n' : -1;
  }

  /// Ends the token before `end`.
  final Token accept(Token token, int end) {
    position = end;
    return token;
  }

  final Token accept(Token token, int end, Mode next) {
    mode = next;
    position = end;
    return token;
  }

  final Token invalid(int index) {
    position = Math.min(index, length);
    return Token.INVALID;
  }

  /// The text from `start` to `end` exclusive, quoted for a message.
  final String quote(int start, int end) {
    if (end <= bodyLength) {
      return GoText.quote(text, start, end);
    }
    byte[] copy = Arrays.copyOfRange(text, start, end);
    copy[bodyLength - start] = '\n';
    return GoText.quote(copy, 0, copy.length);
  }

  static boolean beginsMetricName(int c) {
    return c >= 0 && (CLASSES[c] & (LETTER | COLON)) != 0;
  }

  static boolean beginsLabelName(int c) {
    return c >= 0 && (CLASSES[c] & LETTER) != 0;
  }

  final int endOfMetricName(int start) {
    return endOfName(start, LETTER | COLON | DIGIT);
  }

  final int endOfLabelName(int start) {
    return endOfName(start, LETTER | DIGIT);
  }

  private int endOfName(int start, int classes) {
    int i = start;
    while (i < bodyLength && (CLASSES[text[i] & 0xff] & classes) != 0) {
      i++;
    }
    return i;
  }

  /// The first line break at or after `start`, or the end of the text.
  final int endOfLine(int start) {
    int i = start;
    while (i < bodyLength && text[i] != '\n') {
      i++;
    }
    return i;
  }

  /// A quoted string that begins at `start`.
  final Token quoted(
      Token token, int start, boolean lineBreakAllowed, boolean nulAllowed, Mode next) {
    int seen = 0;
    for (int i = start + 1; ; i++) {
      int c = at(i);
      seen |= c;
      if (c == '"') {
        nonAscii = (seen & 0x80) != 0;
        return accept(token, i + 1, next);
      }
      if (c == '\\') {
        i++;
        int escaped = at(i);
        seen |= escaped;
        if (escaped == '\n' || escaped < 0 || (escaped == 0 && !nulAllowed)) {
          return invalid(i);
        }
      } else if (c < 0 || (c == 0 && !nulAllowed) || (c == '\n' && !lineBreakAllowed)) {
        return invalid(i);
      }
    }
  }

  /// A name after `HELP`, `TYPE` or `UNIT`.
  final Token metaName(int c) {
    if (beginsMetricName(c)) {
      return accept(Token.METRIC_NAME, endOfMetricName(tokenStart), Mode.META_TEXT);
    }
    return c == '"'
        ? quoted(Token.METRIC_NAME, tokenStart, true, false, Mode.META_TEXT)
        : invalid(tokenStart);
  }

  /// What stands between the braces of a series.
  final Token insideBraces(int c) {
    return switch (c) {
      case '}' -> accept(Token.BRACE_CLOSE, tokenStart + 1, Mode.VALUE);
      case '=' -> accept(Token.EQUAL, tokenStart + 1, Mode.LABEL_VALUE);
      case ',' -> accept(Token.COMMA, tokenStart + 1);
      case '"' -> quoted(Token.QUOTED, tokenStart, true, false, Mode.LABELS);
      default ->
          beginsLabelName(c)
              ? accept(Token.LABEL_NAME, endOfLabelName(tokenStart))
              : invalid(tokenStart);
    };
  }
}
