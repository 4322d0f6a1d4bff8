package io.vigie.promql.script;

import io.vigie.promql.ast.AtModifier;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.ast.Trees;
import java.util.Optional;
import java.util.Set;

/// Pins a query to an instant: `@ <time>` on every selector and outermost subquery that has no time
/// of its own. It must answer the same whenever it is evaluated.
final class PinnedQuery {
  /// Functions whose answer depends on the evaluation time even if their argument does not.
  private static final Set<String> DEPEND_ON_TIME =
      Set.of(
          "days_in_month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "end",
          "hour",
          "minute",
          "month",
          "year",
          "predict_linear",
          "range",
          "start",
          "step",
          "time",
          "timestamp");

  private final AtModifier at;
  private boolean dependsOnTime;

  private PinnedQuery(long atMillis) {
    this.at = new AtModifier.Timestamp(atMillis);
  }

  /// @return empty if the answer depends on the evaluation time even so
  static Optional<Expr> of(Expr expr, long atMillis) {
    PinnedQuery pinned = new PinnedQuery(atMillis);
    Expr rewritten = pinned.rewrite(expr);
    return pinned.dependsOnTime ? Optional.empty() : Optional.of(rewritten);
  }

  private Expr rewrite(Expr expr) {
    return switch (expr) {
      case Expr.VectorSelector selector -> selector.withShift(pin(selector.shift()));
      case Expr.Subquery(Expr inner, var range, var step, TimeShift shift, var span) ->
          new Expr.Subquery(inner, range, step, pin(shift), span);
      case Expr.Call call -> {
        dependsOnTime |= DEPEND_ON_TIME.contains(call.function().name());
        yield Trees.mapChildren(call, this::rewrite);
      }
      case Expr.NumberLiteral _, Expr.StringLiteral _, Expr.MatrixSelector _, Expr.Binary _ ->
          Trees.mapChildren(expr, this::rewrite);
      case Expr.Unary _, Expr.Parenthesized _, Expr.Aggregation _ ->
          Trees.mapChildren(expr, this::rewrite);
    };
  }

  private TimeShift pin(TimeShift shift) {
    return shift.at() instanceof AtModifier.Timestamp ? shift : shift.withAt(at);
  }
}
