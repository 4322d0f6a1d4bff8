package io.vigie.promql.parse;

import static io.vigie.promql.ast.GoText.quote;
import static io.vigie.promql.ast.GoText.quoteCharacter;

import io.vigie.promql.ast.Span;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Cuts a query into tokens, one at a time. What a character means depends on where it stands:
/// inside braces words are only names, inside brackets only durations are written.
final class Lexer {
  private static final Map<String, TokenType> WORDS = words();

  private final byte[] input;
  private final Runes runes;
  private int start;
  private int openParens;
  private boolean inBraces;
  private boolean inBrackets;

  /// Whether the next token is read by the rules for durations in brackets. They end with the first
  /// number; what follows it is read by the ordinary rules.
  private boolean inDuration;

  private boolean sawColon;

  /// Whether a duration in brackets has been seen in the whole query: upstream's wording of the
  /// error about a colon without one depends on it.
  private boolean sawDuration;

  Lexer(byte[] input) {
    this.input = input;
    this.runes = new Runes(input);
  }

  private static Map<String, TokenType> words() {
    Map<String, TokenType> words = new HashMap<>();
    for (TokenType type : TokenType.values()) {
      if (type.isWord()) {
        words.put(type.text(), type);
      }
    }
    words.put("inf", TokenType.NUMBER);
    words.put("nan", TokenType.NUMBER);
    return Map.copyOf(words);
  }

  /// The next token; [TokenType#EOF] at and behind the end.
  Token next() throws PromqlParseException {
    skipSpacesAndComments();
    if (inBraces) {
      return insideBraces();
    }
    return inDuration ? insideDuration() : statement();
  }

  private void skipSpacesAndComments() {
    while (true) {
      int rune = runes.peek();
      if (rune == '#' && !inDuration) {
        skipLine();
      } else if (isSpace(rune)) {
        runes.next();
      } else {
        start = runes.position();
        return;
      }
    }
  }

  private void skipLine() {
    int rune = runes.next();
    while (rune != Runes.EOF && rune != '\n' && rune != '\r') {
      rune = runes.next();
    }
  }

  private Token statement() throws PromqlParseException {
    int rune = runes.next();
    return switch (rune) {
      case Runes.EOF -> endOfInput();
      case ',' -> token(TokenType.COMMA);
      case '*' -> token(TokenType.MULTIPLY);
      case '/' -> token(TokenType.DIVIDE);
      case '%' -> token(TokenType.MODULO);
      case '+' -> token(TokenType.ADD);
      case '-' -> token(TokenType.SUBTRACT);
      case '^' -> token(TokenType.POWER);
      case '@' -> token(TokenType.AT);
      case '=' -> equalSign();
      case '!' -> exclamationMark();
      case '<' -> orLonger(TokenType.LESS, TokenType.LESS_OR_EQUAL, TokenType.TRIM_UPPER);
      case '>' -> orLonger(TokenType.GREATER, TokenType.GREATER_OR_EQUAL, TokenType.TRIM_LOWER);
      case '"', '\'' -> string(rune);
      case '`' -> rawString();
      case '(', ')' -> paren(rune);
      case '{' -> leftBrace();
      case '[' -> leftBracket();
      case ']' -> rightBracket();
      default -> numberOrWord(rune);
    };
  }

  private Token endOfInput() throws PromqlParseException {
    if (openParens != 0) {
      throw error("unclosed left parenthesis");
    }
    if (inBrackets) {
      throw error("unclosed left bracket");
    }
    return token(TokenType.EOF);
  }

  private Token equalSign() throws PromqlParseException {
    if (runes.accept("=")) {
      return token(TokenType.EQUAL_EQUAL);
    }
    if (runes.at("~")) {
      throw error("unexpected character after '=': '~'");
    }
    return token(TokenType.EQUAL);
  }

  private Token exclamationMark() throws PromqlParseException {
    int rune = runes.next();
    if (rune != '=') {
      throw error("unexpected character after '!': " + quoteCharacter(rune));
    }
    return token(TokenType.NOT_EQUAL);
  }

  private Token orLonger(TokenType alone, TokenType withEqual, TokenType withSlash) {
    if (runes.accept("=")) {
      return token(withEqual);
    }
    return token(runes.accept("/") ? withSlash : alone);
  }

  private Token paren(int rune) throws PromqlParseException {
    openParens += rune == '(' ? 1 : -1;
    if (openParens < 0) {
      start = runes.position();
      throw error("unexpected right parenthesis ')'");
    }
    return token(rune == '(' ? TokenType.LEFT_PAREN : TokenType.RIGHT_PAREN);
  }

  private Token leftBrace() {
    inBraces = true;
    return token(TokenType.LEFT_BRACE);
  }

  private Token leftBracket() throws PromqlParseException {
    if (inBrackets) {
      throw error("unexpected left bracket '['");
    }
    inBrackets = true;
    inDuration = true;
    sawColon = false;
    return token(TokenType.LEFT_BRACKET);
  }

  private Token rightBracket() throws PromqlParseException {
    if (!inBrackets) {
      throw error("unexpected right bracket ']'");
    }
    inBrackets = false;
    inDuration = false;
    return token(TokenType.RIGHT_BRACKET);
  }

  private Token numberOrWord(int rune) throws PromqlParseException {
    if (isDigit(rune) || (rune == '.' && isDigit(runes.peek()))) {
      runes.backup();
      return numberOrDuration();
    }
    if (!isAlpha(rune) && rune != ':') {
      throw error("unexpected character: " + quoteCharacter(rune));
    }
    return inBrackets ? colonOrDurationWord(rune) : word();
  }

  private Token colonOrDurationWord(int rune) throws PromqlParseException {
    if (rune != ':') {
      return durationWord("unexpected character: " + quoteCharacter(rune) + ", expected ':'");
    }
    if (sawColon) {
      throw error("unexpected colon ':'");
    }
    sawColon = true;
    return token(TokenType.COLON);
  }

  /// One of the words for durations, of which the first letter has been read.
  private Token durationWord(String otherwise) throws PromqlParseException {
    while (isAlpha(runes.peek())) {
      runes.next();
    }
    return switch (runes.textFrom(start).toLowerCase(Locale.ROOT)) {
      case "step" -> token(TokenType.STEP);
      case "range" -> token(TokenType.RANGE);
      case "max_of" -> token(TokenType.MAX_OF);
      case "min_of" -> token(TokenType.MIN_OF);
      default -> throw error(otherwise);
    };
  }

  /// A name or keyword, of which the first character has been read.
  private Token word() {
    while (isAlphaNumeric(runes.peek()) || runes.peek() == ':') {
      runes.next();
    }
    String word = runes.textFrom(start);
    TokenType keyword = WORDS.get(word.toLowerCase(Locale.ROOT));
    if (keyword == null) {
      return token(word.indexOf(':') < 0 ? TokenType.IDENTIFIER : TokenType.METRIC_IDENTIFIER);
    }
    return token(isFill(keyword) && !parenFollows() ? TokenType.IDENTIFIER : keyword);
  }

  private static boolean isFill(TokenType type) {
    return switch (type) {
      case FILL, FILL_LEFT, FILL_RIGHT -> true;
      default -> false;
    };
  }

  /// The words of the fill modifiers were no keywords once: they are names unless a list follows.
  private boolean parenFollows() {
    int position = runes.position();
    while (position < input.length && isSpace(input[position])) {
      position++;
    }
    return position < input.length && input[position] == '(';
  }

  private Token insideDuration() throws PromqlParseException {
    int rune = runes.next();
    return switch (rune) {
      case Runes.EOF -> throw error("unexpected end of input in duration expression");
      case ']' -> rightBracket();
      case ':' -> durationColon();
      case '(', ')' -> paren(rune);
      case '+' -> token(TokenType.ADD);
      case '-' -> token(TokenType.SUBTRACT);
      case '*' -> token(TokenType.MULTIPLY);
      case '/' -> token(TokenType.DIVIDE);
      case '%' -> token(TokenType.MODULO);
      case '^' -> token(TokenType.POWER);
      case ',' -> token(TokenType.COMMA);
      default -> durationNumberOrWord(rune);
    };
  }

  private Token durationColon() throws PromqlParseException {
    if (!sawDuration || sawColon) {
      start = runes.position();
      throw error(
          sawDuration
              ? "unexpected repeated colon in duration expression"
              : "unexpected colon before duration in duration expression");
    }
    sawColon = true;
    return token(TokenType.COLON);
  }

  private Token durationNumberOrWord(int rune) throws PromqlParseException {
    if (isDigit(rune) || (rune == '.' && isDigit(runes.peek()))) {
      runes.backup();
      inDuration = false;
      sawDuration = true;
      return numberOrDuration();
    }
    String unexpected = "unexpected character in duration expression: " + quoteCharacter(rune);
    if (!isAlpha(rune)) {
      throw error(unexpected);
    }
    sawDuration = true;
    return durationWord(unexpected);
  }

  private Token insideBraces() throws PromqlParseException {
    int rune = runes.next();
    return switch (rune) {
      case Runes.EOF -> throw error("unexpected end of input inside braces");
      case ',' -> token(TokenType.COMMA);
      case '"', '\'' -> string(rune);
      case '`' -> rawString();
      case '=' -> token(runes.accept("~") ? TokenType.REGEX : TokenType.EQUAL);
      case '!' -> negatedMatch();
      case '{' -> throw error("unexpected left brace '{'");
      case '}' -> rightBrace();
      default -> labelName(rune);
    };
  }

  private Token negatedMatch() throws PromqlParseException {
    int rune = runes.next();
    return switch (rune) {
      case '~' -> token(TokenType.NOT_REGEX);
      case '=' -> token(TokenType.NOT_EQUAL);
      default ->
          throw error("unexpected character after '!' inside braces: " + quoteCharacter(rune));
    };
  }

  private Token rightBrace() {
    inBraces = false;
    return token(TokenType.RIGHT_BRACE);
  }

  private Token labelName(int rune) throws PromqlParseException {
    if (!isAlpha(rune)) {
      throw error("unexpected character inside braces: " + quoteCharacter(rune));
    }
    while (isAlphaNumeric(runes.peek())) {
      runes.next();
    }
    return token(TokenType.IDENTIFIER);
  }

  private Token numberOrDuration() throws PromqlParseException {
    if (NumberScanner.acceptNumber(runes)) {
      return token(TokenType.NUMBER);
    }
    if (NumberScanner.acceptRestOfDuration(runes)) {
      return token(TokenType.DURATION);
    }
    throw error("bad number or duration syntax: " + quote(runes.textFrom(start)));
  }

  private Token string(int openQuote) throws PromqlParseException {
    while (true) {
      int rune = runes.next();
      if (rune == '\\') {
        String problem = StringEscapes.skip(runes, openQuote);
        if (!problem.isEmpty()) {
          throw error(problem);
        }
      } else if (rune == Runes.INVALID) {
        throw error("invalid UTF-8 rune");
      } else if (rune == Runes.EOF || rune == '\n') {
        throw error("unterminated quoted string");
      } else if (rune == openQuote) {
        return token(TokenType.STRING);
      }
    }
  }

  private Token rawString() throws PromqlParseException {
    while (true) {
      switch (runes.next()) {
        case Runes.INVALID -> throw error("invalid UTF-8 rune");
        case Runes.EOF -> throw error("unterminated raw string");
        case '`' -> {
          return token(TokenType.STRING);
        }
        default -> {}
      }
    }
  }

  private Token token(TokenType type) {
    return new Token(type, new Span(start, runes.position()), runes.textFrom(start));
  }

  /// An error about everything from the start of the current token.
  private PromqlParseException error(String reason) {
    return new PromqlParseException(input, new Span(start, input.length), reason);
  }

  static boolean isSpace(int rune) {
    return rune == ' ' || rune == '\t' || rune == '\n' || rune == '\r';
  }

  static boolean isDigit(int rune) {
    return rune >= '0' && rune <= '9';
  }

  static boolean isAlpha(int rune) {
    return rune == '_' || (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
  }

  static boolean isAlphaNumeric(int rune) {
    return isAlpha(rune) || isDigit(rune);
  }
}
