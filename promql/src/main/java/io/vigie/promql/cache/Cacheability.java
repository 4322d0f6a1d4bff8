package io.vigie.promql.cache;

import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.AtModifier;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.ast.Trees;
import java.util.Optional;
import java.util.Set;

/// Whether the value of an expression at one step says nothing about other steps, so that steps may
/// be kept and put together; and which samples matter to it.
public final class Cacheability {
  /// `info` chooses labels by what it finds; which elements `limitk` takes depends on their order.
  private static final Set<String> WHOLE_RANGE_FUNCTIONS = Set.of("info");

  private Cacheability() {}

  /// Which samples matter to a step; empty if steps cannot be kept.
  ///
  /// @param prepared a tree without `start()`, `end()` and the like
  /// @param lookbackMillis how far `smoothed` looks ahead
  public static Optional<Reach> reach(Expr prepared, long lookbackMillis) {
    return switch (prepared) {
      case Expr.VectorSelector selector when !namesOneMetric(selector) -> Optional.empty();
      case Expr.VectorSelector selector ->
          Optional.of(
              shifted(
                  selector.shift(),
                  selector.edges() == RangeEdges.SMOOTHED
                      ? Reach.BACK.withAhead(lookbackMillis)
                      : Reach.BACK));
      case Expr.Subquery subquery ->
          reach(subquery.expr(), lookbackMillis).map(inner -> shifted(subquery.shift(), inner));
      case Expr.Call call when WHOLE_RANGE_FUNCTIONS.contains(call.function().name()) ->
          Optional.empty();
      case Expr.Aggregation aggregation when aggregation.operator().symbol().equals("limitk") ->
          Optional.empty();
      case Expr.NumberLiteral _,
          Expr.StringLiteral _,
          Expr.MatrixSelector _,
          Expr.Binary _,
          Expr.Unary _,
          Expr.Parenthesized _,
          Expr.Aggregation _,
          Expr.Call _ ->
          furthest(prepared, lookbackMillis);
    };
  }

  private static Optional<Reach> furthest(Expr expr, long lookbackMillis) {
    Reach furthest = Reach.BACK;
    for (Expr child : Trees.children(expr)) {
      Optional<Reach> reach = reach(child, lookbackMillis);
      if (reach.isEmpty()) {
        return reach;
      }
      furthest = furthest.and(reach.get());
    }
    return Optional.of(furthest);
  }

  /// If not, series may become the same when functions drop their names, which is an error even
  /// where they have no step in common.
  private static boolean namesOneMetric(Expr.VectorSelector selector) {
    return selector.matchers().stream()
        .anyMatch(matcher ->
            matcher.name().equals(Labels.METRIC_NAME) && matcher.operator() == Operator.EQUAL);
  }

  private static Reach shifted(TimeShift shift, Reach inner) {
    return shift.at() instanceof AtModifier.Timestamp(long millis)
        ? inner.fixedAt(millis, shift.offsetMillis())
        : inner.withAhead(Math.max(0, inner.aheadMillis() - shift.offsetMillis()));
  }
}
