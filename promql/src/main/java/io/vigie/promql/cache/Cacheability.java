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
///
/// @param lookbackMillis how far `smoothed` looks ahead
/// @param subqueryStepMillis step of subqueries that name none
public record Cacheability(long lookbackMillis, long subqueryStepMillis) {
  /// `info` chooses labels by what it finds; sorting does nothing in a range query but be warned
  /// of, unless the range is one step.
  private static final Set<String> WHOLE_RANGE_FUNCTIONS =
      Set.of("info", "sort", "sort_desc", "sort_by_label", "sort_by_label_desc");

  private static final Set<String> END_FUNCTIONS = Set.of("start", "end");

  /// Which samples matter to a step; empty if steps cannot be kept.
  ///
  /// @param prepared a tree without `start()`, `end()` and the like
  /// @param stepMillis distance of the steps at which it is evaluated
  public Optional<Reach> reach(Expr prepared, long stepMillis) {
    return switch (prepared) {
      case Expr.VectorSelector selector when !namesOneMetric(selector) -> Optional.empty();
      case Expr.VectorSelector selector ->
          Optional.of(
              shifted(
                  selector.shift(),
                  selector.edges() == RangeEdges.SMOOTHED
                      ? Reach.BACK.withAhead(lookbackMillis)
                      : Reach.BACK));
      case Expr.Subquery subquery when leavesGaps(subquery, stepMillis) -> Optional.empty();
      case Expr.Subquery subquery ->
          reach(subquery.expr(), innerStepMillis(subquery))
              .map(inner -> shifted(subquery.shift(), inner));
      case Expr.Call call when WHOLE_RANGE_FUNCTIONS.contains(call.function().name()) ->
          Optional.empty();
      // Which elements it takes depends on their order.
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
          furthest(prepared, stepMillis);
    };
  }

  private Optional<Reach> furthest(Expr expr, long stepMillis) {
    Reach furthest = Reach.BACK;
    for (Expr child : Trees.children(expr)) {
      Optional<Reach> reach = reach(child, stepMillis);
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

  /// Whether the inside is evaluated between the windows too, where it may fail or be remarked on
  /// though it belongs to no step.
  private static boolean leavesGaps(Expr.Subquery subquery, long stepMillis) {
    return !subquery.shift().hasAt() && subquery.range().constantMillis() < stepMillis;
  }

  private long innerStepMillis(Expr.Subquery subquery) {
    return subquery.step().isPresent()
        ? subquery.step().get().constantMillis()
        : subqueryStepMillis;
  }

  private static Reach shifted(TimeShift shift, Reach inner) {
    return shift.at() instanceof AtModifier.Timestamp(long millis)
        ? inner.fixedAt(millis, shift.offsetMillis())
        : inner.withAhead(Math.max(0, inner.aheadMillis() - shift.offsetMillis()));
  }

  /// Whether the value of a step depends on where the window begins or ends: with `@ start()`, `@
  /// end()`, `start()` or `end()`.
  ///
  /// @param parsed a tree as it was parsed
  public static boolean dependsOnEnds(Expr parsed) {
    AtModifier at = shift(parsed).at();
    if (at instanceof AtModifier.Start
        || at instanceof AtModifier.End
        || (parsed instanceof Expr.Call call && END_FUNCTIONS.contains(call.function().name()))) {
      return true;
    }
    for (Expr child : Trees.children(parsed)) {
      if (dependsOnEnds(child)) {
        return true;
      }
    }
    return false;
  }

  /// Whether nothing is evaluated for several steps at once, as `@` and subqueries are.
  public static boolean stepsShareNothing(Expr expr) {
    if (expr instanceof Expr.Subquery || shift(expr).hasAt()) {
      return false;
    }
    for (Expr child : Trees.children(expr)) {
      if (!stepsShareNothing(child)) {
        return false;
      }
    }
    return true;
  }

  private static TimeShift shift(Expr expr) {
    return switch (expr) {
      case Expr.VectorSelector selector -> selector.shift();
      case Expr.Subquery subquery -> subquery.shift();
      default -> TimeShift.NONE;
    };
  }
}
