package io.vigie.promql.cache;

import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.ast.Trees;
import java.util.OptionalLong;
import java.util.Set;

/// Whether the value of an expression at one step says nothing about other steps, so that steps may
/// be kept and put together; and how far ahead of a step it looks.
public final class Cacheability {
  /// `info` chooses labels by what it finds; which elements `limitk` takes depends on their order.
  private static final Set<String> WHOLE_RANGE_FUNCTIONS = Set.of("info");

  private Cacheability() {}

  /// How much later than its step the newest sample may be that matters to it, milliseconds; empty
  /// if steps cannot be kept.
  ///
  /// @param prepared a tree without `start()`, `end()` and the like
  /// @param lookbackMillis how far `smoothed` looks ahead
  public static OptionalLong reachAheadMillis(Expr prepared, long lookbackMillis) {
    long reach = reach(prepared, lookbackMillis);
    return reach < 0 ? OptionalLong.empty() : OptionalLong.of(reach);
  }

  /// Negative if steps cannot be kept.
  private static long reach(Expr expr, long lookbackMillis) {
    return switch (expr) {
      case Expr.VectorSelector selector when !namesOneMetric(selector) -> -1;
      case Expr.VectorSelector selector ->
          shifted(selector.shift(), selector.edges() == RangeEdges.SMOOTHED ? lookbackMillis : 0);
      case Expr.Subquery subquery -> {
        long inner = reach(subquery.expr(), lookbackMillis);
        yield inner < 0 ? inner : shifted(subquery.shift(), inner);
      }
      case Expr.Call call when WHOLE_RANGE_FUNCTIONS.contains(call.function().name()) -> -1;
      case Expr.Aggregation aggregation when aggregation.operator().symbol().equals("limitk") -> -1;
      case Expr.NumberLiteral _,
          Expr.StringLiteral _,
          Expr.MatrixSelector _,
          Expr.Binary _,
          Expr.Unary _,
          Expr.Parenthesized _,
          Expr.Aggregation _,
          Expr.Call _ ->
          furthest(expr, lookbackMillis);
    };
  }

  private static long furthest(Expr expr, long lookbackMillis) {
    long furthest = 0;
    for (Expr child : Trees.children(expr)) {
      long reach = reach(child, lookbackMillis);
      if (reach < 0) {
        return reach;
      }
      furthest = Math.max(furthest, reach);
    }
    return furthest;
  }

  /// If not, series may become the same when functions drop their names, which is an error even
  /// where they have no step in common.
  private static boolean namesOneMetric(Expr.VectorSelector selector) {
    return selector.matchers().stream()
        .anyMatch(matcher ->
            matcher.name().equals(Labels.METRIC_NAME) && matcher.operator() == Operator.EQUAL);
  }

  private static long shifted(TimeShift shift, long aheadMillis) {
    return shift.hasAt() ? -1 : Math.max(0, aheadMillis - shift.offsetMillis());
  }
}
