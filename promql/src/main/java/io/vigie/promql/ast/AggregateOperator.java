package io.vigie.promql.ast;

import java.util.Optional;

/// An operator that folds the elements of an instant vector into groups.
public enum AggregateOperator {
  SUM("sum"),
  AVG("avg"),
  COUNT("count"),
  MIN("min"),
  MAX("max"),
  GROUP("group"),
  STDDEV("stddev"),
  STDVAR("stdvar"),
  TOPK("topk", ValueType.SCALAR),
  BOTTOMK("bottomk", ValueType.SCALAR),
  COUNT_VALUES("count_values", ValueType.STRING),
  QUANTILE("quantile", ValueType.SCALAR),
  LIMITK("limitk", ValueType.SCALAR),
  LIMIT_RATIO("limit_ratio", ValueType.SCALAR);

  private final String symbol;
  private final Optional<ValueType> parameterType;

  AggregateOperator(String symbol) {
    this.symbol = symbol;
    this.parameterType = Optional.empty();
  }

  AggregateOperator(String symbol, ValueType parameterType) {
    this.symbol = symbol;
    this.parameterType = Optional.of(parameterType);
  }

  /// As written in a query.
  public String symbol() {
    return symbol;
  }

  /// The type of the argument before the vector, if the operator takes one.
  public Optional<ValueType> parameterType() {
    return parameterType;
  }

  public boolean isExperimental() {
    return this == LIMITK || this == LIMIT_RATIO;
  }
}
