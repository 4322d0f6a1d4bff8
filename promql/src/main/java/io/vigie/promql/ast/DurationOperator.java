package io.vigie.promql.ast;

/// What may join two durations in a range or an offset.
public enum DurationOperator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  MODULO("%"),
  POWER("^"),
  /// `min_of(a, b)`: the lesser.
  MIN_OF("min_of"),
  /// `max_of(a, b)`: the greater.
  MAX_OF("max_of");

  private final String symbol;

  DurationOperator(String symbol) {
    this.symbol = symbol;
  }

  /// As written in a query.
  public String symbol() {
    return symbol;
  }

  /// Whether it is written as a function rather than between its operands.
  public boolean isFunction() {
    return this == MIN_OF || this == MAX_OF;
  }
}
