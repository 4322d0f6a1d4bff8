package io.vigie.promql.ast;

/// An operator between two expressions, from the loosest to the tightest binding.
public enum BinaryOperator {
  OR("or", 1, Kind.SET),
  AND("and", 2, Kind.SET),
  UNLESS("unless", 2, Kind.SET),
  EQUAL("==", 3, Kind.COMPARISON),
  NOT_EQUAL("!=", 3, Kind.COMPARISON),
  LESS("<", 3, Kind.COMPARISON),
  LESS_OR_EQUAL("<=", 3, Kind.COMPARISON),
  GREATER(">", 3, Kind.COMPARISON),
  GREATER_OR_EQUAL(">=", 3, Kind.COMPARISON),
  /// `</`: a native histogram without the observations above a bound.
  TRIM_UPPER("</", 3, Kind.TRIM),
  /// `>/`: a native histogram without the observations below a bound.
  TRIM_LOWER(">/", 3, Kind.TRIM),
  ADD("+", 4, Kind.ARITHMETIC),
  SUBTRACT("-", 4, Kind.ARITHMETIC),
  MULTIPLY("*", 5, Kind.ARITHMETIC),
  DIVIDE("/", 5, Kind.ARITHMETIC),
  MODULO("%", 5, Kind.ARITHMETIC),
  ATAN2("atan2", 5, Kind.ARITHMETIC),
  POWER("^", 6, Kind.ARITHMETIC);

  /// What an operator does with its operands.
  public enum Kind {
    ARITHMETIC,
    COMPARISON,
    SET,
    TRIM
  }

  private final String symbol;
  private final int precedence;
  private final Kind kind;

  BinaryOperator(String symbol, int precedence, Kind kind) {
    this.symbol = symbol;
    this.precedence = precedence;
    this.kind = kind;
  }

  /// As written in a query.
  public String symbol() {
    return symbol;
  }

  /// How tightly it binds: the higher, the tighter. Unary signs bind like [#MULTIPLY].
  public int precedence() {
    return precedence;
  }

  /// Whether `a op b op c` means `a op (b op c)`.
  public boolean isRightAssociative() {
    return this == POWER;
  }

  public Kind kind() {
    return kind;
  }

  /// Whether it yields a truth: it filters, or gives 0 and 1 with `bool`.
  public boolean isComparison() {
    return kind == Kind.COMPARISON;
  }

  /// Whether it works on whole sets of series: `and`, `or`, `unless`.
  public boolean isSet() {
    return kind == Kind.SET;
  }
}
