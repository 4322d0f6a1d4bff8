package io.vigie.promql.parse;

/// What a [Token] is to the grammar.
enum TokenType {
  EOF(Kind.SPECIAL, ""),
  IDENTIFIER(Kind.SPECIAL, ""),
  /// A name with a colon.
  METRIC_IDENTIFIER(Kind.SPECIAL, ""),
  NUMBER(Kind.SPECIAL, ""),
  DURATION(Kind.SPECIAL, ""),
  STRING(Kind.SPECIAL, ""),

  COMMA(Kind.PUNCTUATION, ","),
  COLON(Kind.PUNCTUATION, ":"),
  EQUAL(Kind.PUNCTUATION, "="),
  LEFT_BRACE(Kind.PUNCTUATION, "{"),
  LEFT_BRACKET(Kind.PUNCTUATION, "["),
  LEFT_PAREN(Kind.PUNCTUATION, "("),
  RIGHT_BRACE(Kind.PUNCTUATION, "}"),
  RIGHT_BRACKET(Kind.PUNCTUATION, "]"),
  RIGHT_PAREN(Kind.PUNCTUATION, ")"),

  ADD(Kind.OPERATOR, "+"),
  SUBTRACT(Kind.OPERATOR, "-"),
  MULTIPLY(Kind.OPERATOR, "*"),
  DIVIDE(Kind.OPERATOR, "/"),
  MODULO(Kind.OPERATOR, "%"),
  POWER(Kind.OPERATOR, "^"),
  EQUAL_EQUAL(Kind.OPERATOR, "=="),
  NOT_EQUAL(Kind.OPERATOR, "!="),
  LESS(Kind.OPERATOR, "<"),
  LESS_OR_EQUAL(Kind.OPERATOR, "<="),
  GREATER(Kind.OPERATOR, ">"),
  GREATER_OR_EQUAL(Kind.OPERATOR, ">="),
  TRIM_UPPER(Kind.OPERATOR, "</"),
  TRIM_LOWER(Kind.OPERATOR, ">/"),
  REGEX(Kind.OPERATOR, "=~"),
  NOT_REGEX(Kind.OPERATOR, "!~"),
  AT(Kind.OPERATOR, "@"),
  AND(Kind.OPERATOR, "and"),
  OR(Kind.OPERATOR, "or"),
  UNLESS(Kind.OPERATOR, "unless"),
  ATAN2(Kind.OPERATOR, "atan2"),

  SUM(Kind.AGGREGATOR, "sum"),
  AVG(Kind.AGGREGATOR, "avg"),
  COUNT(Kind.AGGREGATOR, "count"),
  MIN(Kind.AGGREGATOR, "min"),
  MAX(Kind.AGGREGATOR, "max"),
  GROUP(Kind.AGGREGATOR, "group"),
  STDDEV(Kind.AGGREGATOR, "stddev"),
  STDVAR(Kind.AGGREGATOR, "stdvar"),
  TOPK(Kind.AGGREGATOR, "topk"),
  BOTTOMK(Kind.AGGREGATOR, "bottomk"),
  COUNT_VALUES(Kind.AGGREGATOR, "count_values"),
  QUANTILE(Kind.AGGREGATOR, "quantile"),
  LIMITK(Kind.AGGREGATOR, "limitk"),
  LIMIT_RATIO(Kind.AGGREGATOR, "limit_ratio"),

  OFFSET(Kind.KEYWORD, "offset"),
  SMOOTHED(Kind.KEYWORD, "smoothed"),
  ANCHORED(Kind.KEYWORD, "anchored"),
  BY(Kind.KEYWORD, "by"),
  WITHOUT(Kind.KEYWORD, "without"),
  ON(Kind.KEYWORD, "on"),
  IGNORING(Kind.KEYWORD, "ignoring"),
  GROUP_LEFT(Kind.KEYWORD, "group_left"),
  GROUP_RIGHT(Kind.KEYWORD, "group_right"),
  FILL(Kind.KEYWORD, "fill"),
  FILL_LEFT(Kind.KEYWORD, "fill_left"),
  FILL_RIGHT(Kind.KEYWORD, "fill_right"),
  BOOL(Kind.KEYWORD, "bool"),

  START(Kind.TIME_WORD, "start"),
  END(Kind.TIME_WORD, "end"),
  STEP(Kind.TIME_WORD, "step"),
  RANGE(Kind.TIME_WORD, "range"),
  MAX_OF(Kind.TIME_WORD, "max_of"),
  MIN_OF(Kind.TIME_WORD, "min_of");

  /// How a token is named in error messages, and where a word may stand for a name.
  enum Kind {
    SPECIAL,
    PUNCTUATION,
    OPERATOR,
    AGGREGATOR,
    KEYWORD,
    /// Words about the query's time, also names of functions.
    TIME_WORD
  }

  private final Kind kind;
  private final String text;

  TokenType(Kind kind, String text) {
    this.kind = kind;
    this.text = text;
  }

  Kind kind() {
    return kind;
  }

  /// The lower-case text of punctuation, operators and words; empty for the others.
  String text() {
    return text;
  }

  /// Whether it is written with letters.
  boolean isWord() {
    return !text.isEmpty() && Character.isLetter(text.charAt(0));
  }

  boolean isMatchOperator() {
    return this == EQUAL || this == NOT_EQUAL || this == REGEX || this == NOT_REGEX;
  }

  boolean isSign() {
    return this == ADD || this == SUBTRACT;
  }

  /// Whether it can be the name of a metric, without a quote.
  boolean isMetricName() {
    return switch (kind) {
      case SPECIAL -> this == IDENTIFIER || this == METRIC_IDENTIFIER;
      case PUNCTUATION -> false;
      case OPERATOR -> this == AND || this == OR || this == UNLESS;
      case AGGREGATOR, TIME_WORD -> true;
      case KEYWORD ->
          switch (this) {
            case ON, IGNORING, GROUP_LEFT, GROUP_RIGHT, BOOL -> false;
            default -> true;
          };
    };
  }

  /// Whether it can be a label in a list such as that of `by`, without a quote.
  boolean isLabelName() {
    return switch (kind) {
      case SPECIAL -> this == IDENTIFIER || this == METRIC_IDENTIFIER;
      case PUNCTUATION -> false;
      case OPERATOR -> isWord();
      case AGGREGATOR, TIME_WORD -> true;
      case KEYWORD -> this != WITHOUT;
    };
  }

  /// Whether an expression can begin with it.
  boolean startsExpression() {
    return isMetricName()
        || isSign()
        || switch (this) {
          case NUMBER, DURATION, STRING, LEFT_PAREN, LEFT_BRACE -> true;
          default -> false;
        };
  }
}
