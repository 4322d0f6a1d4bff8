package io.vigie.template.parse;

import io.vigie.template.fmt.Quoting;
import org.jspecify.annotations.Nullable;

/// Cuts a template into text and the tokens of its actions. After an error or the end, `next` goes
/// on giving the end.
final class Lexer {
  private static final String LEFT = "{{";
  private static final String RIGHT = "}}";
  private static final int END = -1;

  /// A trim marker is a minus and a space.
  private static final int TRIM_MARKER_LENGTH = 2;

  private final String input;
  private int position;
  private int start;
  private int line = 1;
  private int startLine = 1;
  private int parenDepth;
  private boolean insideAction;
  private @Nullable Token emitted;
  private boolean finished;

  Lexer(String input) {
    this.input = input;
  }

  Token next() {
    emitted = null;
    while (emitted == null) {
      if (finished) {
        return new Token(TokenKind.EOF, position, "EOF", startLine);
      }
      if (insideAction) {
        insideAction();
      } else {
        text();
      }
    }
    return emitted;
  }

  private void text() {
    int delimiter = input.indexOf(LEFT, position);
    if (delimiter == position) {
      leftDelimiter();
      return;
    }
    int textEnd = delimiter < 0 ? input.length() : delimiter;
    int kept = textEnd;
    if (delimiter >= 0 && hasLeftTrimMarker(delimiter + LEFT.length())) {
      while (kept > position && isSpace(input.charAt(kept - 1))) {
        kept--;
      }
    }
    if (kept > position) {
      advanceTo(kept);
      emit(TokenKind.TEXT);
    }
    advanceTo(textEnd);
    ignore();
    finished = delimiter < 0;
  }

  private void leftDelimiter() {
    position += LEFT.length();
    int marker = hasLeftTrimMarker(position) ? TRIM_MARKER_LENGTH : 0;
    if (input.startsWith("/*", position + marker)) {
      advanceTo(position + marker);
      ignore();
      comment();
      return;
    }
    emit(TokenKind.LEFT_DELIMITER);
    advanceTo(position + marker);
    ignore();
    insideAction = true;
    parenDepth = 0;
  }

  private void comment() {
    int close = input.indexOf("*/", position + 2);
    if (close < 0) {
      error("unclosed comment");
      return;
    }
    advanceTo(close + 2);
    if (!atRightDelimiter()) {
      error("comment ends before closing delimiter");
      return;
    }
    passRightDelimiter(hasRightTrimMarker(position));
  }

  private void rightDelimiter() {
    boolean trims = hasRightTrimMarker(position);
    if (trims) {
      advanceTo(position + TRIM_MARKER_LENGTH);
      ignore();
    }
    position += RIGHT.length();
    emit(TokenKind.RIGHT_DELIMITER);
    if (trims) {
      skipSpace();
    }
    insideAction = false;
  }

  private void passRightDelimiter(boolean trims) {
    advanceTo(position + (trims ? TRIM_MARKER_LENGTH : 0) + RIGHT.length());
    ignore();
    if (trims) {
      skipSpace();
    }
  }

  private void skipSpace() {
    int end = position;
    while (end < input.length() && isSpace(input.charAt(end))) {
      end++;
    }
    advanceTo(end);
    ignore();
  }

  private void insideAction() {
    if (atRightDelimiter()) {
      if (parenDepth == 0) {
        rightDelimiter();
      } else {
        error("unclosed left paren");
      }
      return;
    }
    int c = take();
    switch (c) {
      case END -> error("unclosed action");
      case ' ', '\t', '\r', '\n' -> space();
      case '=' -> emit(TokenKind.ASSIGN);
      case ':' -> declare();
      case '|' -> emit(TokenKind.PIPE);
      case '"' -> quoted('"', TokenKind.STRING, "unterminated quoted string");
      case '`' -> rawQuoted();
      case '\'' -> quoted('\'', TokenKind.CHAR_CONSTANT, "unterminated character constant");
      case '$' -> fieldOrVariable(TokenKind.VARIABLE, TokenKind.VARIABLE);
      case '.' -> dot();
      case '(' -> {
        emit(TokenKind.LEFT_PAREN);
        parenDepth++;
      }
      case ')' -> rightParen();
      default -> otherCharacter(c);
    }
  }

  private void otherCharacter(int c) {
    if (c == '+' || c == '-' || isDigit(c)) {
      number();
    } else if (isAlphanumeric(c)) {
      word();
    } else if (c < 0x80 && Quoting.isPrintable(c)) {
      emit(TokenKind.CHAR);
    } else {
      error("unrecognized character in action: " + Quoting.unicode(c));
    }
  }

  private void declare() {
    if (take() == '=') {
      emit(TokenKind.DECLARE);
    } else {
      error("expected :=");
    }
  }

  private void rightParen() {
    parenDepth--;
    if (parenDepth < 0) {
      error("unexpected right paren");
    } else {
      emit(TokenKind.RIGHT_PAREN);
    }
  }

  private void dot() {
    if (isDigit(peek())) {
      number();
    } else {
      fieldOrVariable(TokenKind.FIELD, TokenKind.DOT);
    }
  }

  /// One space has been taken. The last space before `-}}` belongs to the trim marker.
  private void space() {
    while (peek() != END && isSpace(peek())) {
      take();
    }
    if (hasRightTrimMarker(position - 1)) {
      position--;
      if (input.charAt(position) == '\n') {
        line--;
      }
      if (position == start) {
        rightDelimiter();
        return;
      }
    }
    emit(TokenKind.SPACE);
  }

  private void fieldOrVariable(TokenKind kind, TokenKind alone) {
    if (atTerminator()) {
      emit(alone);
      return;
    }
    if (takeAlphanumerics()) {
      emit(kind);
    }
  }

  private void word() {
    if (!takeAlphanumerics()) {
      return;
    }
    emit(TokenKind.WORDS.getOrDefault(input.substring(start, position), TokenKind.IDENTIFIER));
  }

  /// False after an error.
  private boolean takeAlphanumerics() {
    while (isAlphanumeric(peek())) {
      take();
    }
    if (!atTerminator()) {
      error("bad character " + Quoting.unicode(peek()));
      return false;
    }
    return true;
  }

  private void quoted(char quote, TokenKind kind, String unterminated) {
    for (int c = take(); c != quote; c = take()) {
      if (c == '\\') {
        c = take();
      }
      if (c == END || c == '\n') {
        error(unterminated);
        return;
      }
    }
    emit(kind);
  }

  private void rawQuoted() {
    for (int c = take(); c != '`'; c = take()) {
      if (c == END) {
        error("unterminated raw quoted string");
        return;
      }
    }
    emit(TokenKind.RAW_STRING);
  }

  private void number() {
    position = start;
    boolean good = scanNumber();
    if (good && (peek() == '+' || peek() == '-')) {
      good = scanNumber() && input.charAt(position - 1) == 'i';
      if (good) {
        emit(TokenKind.COMPLEX);
        return;
      }
    }
    if (good) {
      emit(TokenKind.NUMBER);
    } else {
      error("bad number syntax: " + Quoting.quote(input.substring(start, position)));
    }
  }

  private boolean scanNumber() {
    accept("+-");
    String digits = "0123456789_";
    boolean hexadecimal = false;
    boolean decimal = true;
    if (accept("0")) {
      if (accept("xX")) {
        digits = "0123456789abcdefABCDEF_";
        hexadecimal = true;
        decimal = false;
      } else if (accept("oO")) {
        digits = "01234567_";
        decimal = false;
      } else if (accept("bB")) {
        digits = "01_";
        decimal = false;
      }
    }
    acceptRun(digits);
    if (accept(".")) {
      acceptRun(digits);
    }
    if ((decimal && accept("eE")) || (hexadecimal && accept("pP"))) {
      accept("+-");
      acceptRun("0123456789_");
    }
    accept("i");
    if (isAlphanumeric(peek())) {
      take();
      return false;
    }
    return true;
  }

  private boolean accept(String characters) {
    int c = peek();
    if (c == END || characters.indexOf(c) < 0) {
      return false;
    }
    take();
    return true;
  }

  private void acceptRun(String characters) {
    while (accept(characters)) {}
  }

  private boolean atTerminator() {
    int c = peek();
    return switch (c) {
      case END, ' ', '\t', '\r', '\n', '.', ',', '|', ':', ')', '(' -> true;
      default -> input.startsWith(RIGHT, position);
    };
  }

  private boolean atRightDelimiter() {
    return hasRightTrimMarker(position) || input.startsWith(RIGHT, position);
  }

  private boolean hasLeftTrimMarker(int at) {
    return at + 1 < input.length() && input.charAt(at) == '-' && isSpace(input.charAt(at + 1));
  }

  /// Only counts before the delimiter, where the callers look for it.
  private boolean hasRightTrimMarker(int at) {
    return at + 1 < input.length()
        && isSpace(input.charAt(at))
        && input.charAt(at + 1) == '-'
        && input.startsWith(RIGHT, at + TRIM_MARKER_LENGTH);
  }

  private int peek() {
    return position < input.length() ? input.codePointAt(position) : END;
  }

  private int take() {
    int c = peek();
    if (c != END) {
      position += Character.charCount(c);
      if (c == '\n') {
        line++;
      }
    }
    return c;
  }

  private void advanceTo(int target) {
    while (position < target) {
      if (input.charAt(position++) == '\n') {
        line++;
      }
    }
  }

  private void emit(TokenKind kind) {
    emitted = new Token(kind, start, input.substring(start, position), startLine);
    ignore();
  }

  private void ignore() {
    start = position;
    startLine = line;
  }

  private void error(String message) {
    emitted = new Token(TokenKind.ERROR, start, message, startLine);
    finished = true;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAlphanumeric(int c) {
    boolean isWord =
        Character.isLetter(c) || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
    return c == '_' || (c != END && isWord);
  }
}
