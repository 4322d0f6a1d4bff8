package io.vigie.promql.eval;

import io.vigie.model.metric.StoreChanges;
import io.vigie.promql.ast.AtModifier;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.ast.Trees;
import io.vigie.promql.cache.Cacheability;
import io.vigie.promql.cache.RangeCache;
import io.vigie.promql.cache.Reach;
import io.vigie.promql.value.StepGrid;
import io.vigie.promql.value.Value;
import java.util.Optional;
import java.util.function.Function;

/// Range queries as the engine answers them, but for the steps that the cache has.
///
/// @param changes of the store that the engine asks
record CachedRanges(RangeCache cache, StoreChanges changes, EngineOptions options) {
  /// @param evaluate computes some steps of the query
  QueryResult answer(
      Expr prepared,
      String query,
      StepGrid grid,
      QueryOptions queryOptions,
      Function<StepGrid, QueryResult> evaluate) {
    long lookbackMillis = queryOptions.lookbackDelta().orElse(options.lookbackDelta()).toMillis();
    Optional<Reach> reach = Cacheability.reach(prepared, lookbackMillis);
    if (reach.isEmpty() || !mayUseCache(grid, queryOptions) || isPinnedTo(grid, prepared)) {
      return evaluate.apply(grid);
    }
    RangeCache.Key key =
        new RangeCache.Key(
            query,
            Printer.print(prepared),
            grid.stepMillis(),
            Math.floorMod(grid.startMillis(), grid.stepMillis()),
            lookbackMillis,
            options.defaultSubqueryStep().toMillis());
    RangeCache.Answer answer =
        cache.answer(key, grid, reach.get(), changes, steps -> computed(evaluate.apply(steps)));
    return new QueryResult(answer.matrix(), answer.annotations(), answer.statistics());
  }

  /// `@ start()` or `@ end()`: the next window is another question, so that keeping is for nothing.
  private static boolean isPinnedTo(StepGrid grid, Expr expr) {
    return isAt(shift(expr), grid.startMillis())
        || isAt(shift(expr), grid.endMillis())
        || Trees.children(expr).stream().anyMatch(child -> isPinnedTo(grid, child));
  }

  private static boolean isAt(TimeShift shift, long timeMillis) {
    return shift.at() instanceof AtModifier.Timestamp(long millis) && millis == timeMillis;
  }

  private static TimeShift shift(Expr expr) {
    return switch (expr) {
      case Expr.VectorSelector selector -> selector.shift();
      case Expr.Subquery subquery -> subquery.shift();
      default -> TimeShift.NONE;
    };
  }

  private boolean mayUseCache(StepGrid grid, QueryOptions queryOptions) {
    return cache.isEnabled()
        && changes.isTracked()
        && queryOptions.fromCache()
        && !queryOptions.perStepStatistics()
        && grid.steps() > 1;
  }

  private static RangeCache.Answer computed(QueryResult result) {
    return new RangeCache.Answer(
        (Value.Matrix) result.value(), result.annotations(), result.statistics());
  }
}
