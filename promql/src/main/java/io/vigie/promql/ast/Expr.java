package io.vigie.promql.ast;

import io.vigie.model.metric.LabelMatcher;
import java.util.List;
import java.util.Optional;

/// A node of the tree of a PromQL expression. Immutable.
///
/// A tree that comes from a parser is well typed: operands, arguments and parameters have the types
/// that their operator or function wants. Its depth is bounded by the parser, so that walking it
/// recursively is safe.
public sealed interface Expr {
  /// Where it stands in the query.
  Span span();

  /// What it evaluates to.
  ValueType type();

  /// `42`, `0x1f`, `Inf`, or `5m` as a number of seconds.
  ///
  /// @param isDuration whether it is written as a duration
  record NumberLiteral(double value, boolean isDuration, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  /// `"text"`.
  record StringLiteral(String value, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  /// `up{job="api"} offset 5m`.
  ///
  /// @param metricName the name written before the braces, or empty
  /// @param matchers all conditions in the order written, the one for `metricName` last
  /// @param edges how samples outside of a range are used
  record VectorSelector(
      String metricName, List<LabelMatcher> matchers, RangeEdges edges, TimeShift shift, Span span)
      implements Expr {
    public VectorSelector {
      matchers = List.copyOf(matchers);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }

    public VectorSelector withShift(TimeShift other) {
      return new VectorSelector(metricName, matchers, edges, other, span);
    }

    public VectorSelector withEdges(RangeEdges other) {
      return new VectorSelector(metricName, matchers, other, shift, span);
    }

    public VectorSelector withSpan(Span other) {
      return new VectorSelector(metricName, matchers, edges, shift, other);
    }
  }

  /// `up[5m] @ end()`. The modifiers behind the brackets are those of the selector.
  ///
  /// @param range length of the window that ends at the evaluation time, greater than 0
  record MatrixSelector(VectorSelector selector, DurationExpr range, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /// `rate(up[5m])[1h:1m]`.
  ///
  /// @param expr an instant vector
  /// @param step distance of the evaluations, or empty for the engine's default
  record Subquery(
      Expr expr, DurationExpr range, Optional<DurationExpr> step, TimeShift shift, Span span)
      implements Expr {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /// `left + on (job) group_left () right`.
  ///
  /// @param returnBool whether a comparison gives 0 or 1 instead of filtering
  /// @param matching in effect only between two instant vectors
  record Binary(
      BinaryOperator operator,
      Expr left,
      Expr right,
      boolean returnBool,
      VectorMatching matching,
      Span span)
      implements Expr {
    @Override
    public ValueType type() {
      return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
          ? ValueType.SCALAR
          : ValueType.VECTOR;
    }

    /// Whether both sides are instant vectors, so that [#matching] counts.
    public boolean matchesVectors() {
      return left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
    }
  }

  /// `-operand` or `+operand`.
  ///
  /// @param negative whether the sign is a minus
  record Unary(boolean negative, Expr operand, Span span) implements Expr {
    @Override
    public ValueType type() {
      return operand.type();
    }
  }

  /// `(inner)`.
  record Parenthesized(Expr inner, Span span) implements Expr {
    @Override
    public ValueType type() {
      return inner.type();
    }
  }

  /// `topk by (job) (5, up)`.
  ///
  /// @param expr the instant vector that is grouped
  /// @param parameter the argument before it, for operators that take one
  record Aggregation(
      AggregateOperator operator, Grouping grouping, Optional<Expr> parameter, Expr expr, Span span)
      implements Expr {
    /// What stands in the parentheses.
    public List<Expr> arguments() {
      return parameter.isPresent() ? List.of(parameter.get(), expr) : List.of(expr);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /// `rate(up[5m])`.
  record Call(FunctionSignature function, List<Expr> arguments, Span span) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ValueType type() {
      return function.returnType();
    }
  }
}
