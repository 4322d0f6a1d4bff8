package io.vigie.promql.eval;

import io.vigie.promql.ast.DurationExpr;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Span;
import io.vigie.promql.ast.TimeShift;
import java.util.Optional;

/// Finds the first selector in an expression.
final class SelectorSearch {
  private SelectorSearch() {}

  /// When the first selector looks. The offsets of subqueries around it add up until an `@` pins
  /// the time; what is further out does not matter then.
  static Optional<TimeShift> firstShift(Expr expr) {
    return switch (expr) {
      case Expr.NumberLiteral _, Expr.StringLiteral _ -> Optional.empty();
      case Expr.VectorSelector selector -> Optional.of(selector.shift());
      case Expr.MatrixSelector range -> Optional.of(range.selector().shift());
      case Expr.Subquery subquery ->
          firstShift(subquery.expr()).map(inner -> inside(inner, subquery.shift()));
      case Expr.Binary binary -> firstShift(binary.left()).or(() -> firstShift(binary.right()));
      case Expr.Unary unary -> firstShift(unary.operand());
      case Expr.Parenthesized parenthesized -> firstShift(parenthesized.inner());
      case Expr.Aggregation aggregation ->
          firstShift(aggregation.expr())
              .or(() -> aggregation.parameter().flatMap(SelectorSearch::firstShift));
      case Expr.Call call ->
          call.arguments().stream()
              .map(SelectorSearch::firstShift)
              .flatMap(Optional::stream)
              .findFirst();
    };
  }

  private static TimeShift inside(TimeShift inner, TimeShift outer) {
    if (inner.hasAt()) {
      return inner;
    }
    double seconds = (inner.offsetMillis() + outer.offsetMillis()) / 1000.0;
    return new TimeShift(outer.at(), new DurationExpr.Literal(seconds, true, Span.NONE));
  }
}
