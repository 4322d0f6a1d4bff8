package io.vigie.promql.eval;

import io.vigie.promql.ast.Expr;
import java.util.IdentityHashMap;
import java.util.Set;

/// Finds the parts of a tree that have the same value at every step, because of `@`, so that they
/// are evaluated once. Not thread-safe.
final class StepInvariance {
  /// Functions whose value changes with the evaluation time even if their arguments do not.
  private static final Set<String> TIME_DEPENDENT =
      Set.of(
          "days_in_month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "hour",
          "minute",
          "month",
          "year",
          "predict_linear",
          "time",
          "timestamp");

  private final IdentityHashMap<Expr, Boolean> invariants = new IdentityHashMap<>();

  /// Whether a node is to be evaluated once and repeated. Literals and range selectors never are:
  /// they have their own way.
  boolean evaluatesOnce(Expr expr) {
    return switch (expr) {
      case Expr.NumberLiteral _, Expr.StringLiteral _ -> false;
      case Expr.MatrixSelector _, Expr.Subquery _ -> false;
      case Expr.Parenthesized parenthesized -> evaluatesOnce(parenthesized.inner());
      case Expr.Unary unary -> evaluatesOnce(unary.operand());
      case Expr.Aggregation aggregation -> evaluatesOnce(aggregation.expr());
      case Expr.VectorSelector _, Expr.Binary _, Expr.Call _ -> isInvariant(expr);
    };
  }

  private boolean isInvariant(Expr expr) {
    Boolean known = invariants.get(expr);
    if (known == null) {
      known = compute(expr);
      invariants.put(expr, known);
    }
    return known;
  }

  private boolean compute(Expr expr) {
    return switch (expr) {
      case Expr.NumberLiteral _, Expr.StringLiteral _ -> true;
      case Expr.VectorSelector selector -> selector.shift().hasAt();
      case Expr.MatrixSelector range -> range.selector().shift().hasAt();
      case Expr.Subquery subquery -> subquery.shift().hasAt();
      case Expr.Binary binary -> isInvariant(binary.left()) && isInvariant(binary.right());
      case Expr.Unary unary -> isInvariant(unary.operand());
      case Expr.Parenthesized parenthesized -> isInvariant(parenthesized.inner());
      case Expr.Aggregation aggregation -> isInvariant(aggregation.expr());
      case Expr.Call call -> isInvariantCall(call);
    };
  }

  private boolean isInvariantCall(Expr.Call call) {
    boolean arguments = call.arguments().stream().allMatch(this::isInvariant);
    if (call.function().name().equals("timestamp")) {
      // Of a selector it is the time of the sample, of anything else that of the evaluation.
      return arguments && call.arguments().getFirst() instanceof Expr.VectorSelector;
    }
    return arguments && !TIME_DEPENDENT.contains(call.function().name());
  }
}
