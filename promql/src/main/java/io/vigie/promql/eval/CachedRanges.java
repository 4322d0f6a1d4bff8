package io.vigie.promql.eval;

import io.vigie.model.metric.StoreChanges;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
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
  /// A range query.
  ///
  /// @param expr the tree as it was parsed
  /// @param prepared the tree with everything that depends on the window spelt out
  /// @param endMillis the end that was asked for, which may be behind the last step
  record RangeQuery(Expr expr, Expr prepared, String query, StepGrid grid, long endMillis) {}

  /// @param evaluate computes some steps of the query
  EvaluatedQuery answer(
      RangeQuery asked, QueryOptions queryOptions, Function<StepGrid, EvaluatedQuery> evaluate) {
    long lookbackMillis = queryOptions.lookbackDelta().orElse(options.lookbackDelta()).toMillis();
    Optional<Reach> reach =
        mayUseCache(asked.grid, queryOptions)
            ? new Cacheability(lookbackMillis, options.defaultSubqueryStep().toMillis())
                .reach(asked.prepared, asked.grid.stepMillis())
            : Optional.empty();
    if (reach.isEmpty()) {
      return evaluate.apply(asked.grid);
    }
    RangeCache.Answer answer =
        cache.answer(
            question(asked, reach.get(), lookbackMillis),
            changes,
            steps -> computed(evaluate.apply(steps)));
    return new EvaluatedQuery(
        answer.matrix(), answer.remarks(), answer.storeWarnings(), answer.statistics());
  }

  private RangeCache.Question question(RangeQuery asked, Reach reach, long lookbackMillis) {
    boolean pinned = Cacheability.dependsOnEnds(asked.expr);
    StepGrid grid = asked.grid;
    RangeCache.Key key =
        new RangeCache.Key(
            asked.query,
            Printer.print(pinned ? asked.expr : asked.prepared),
            grid.stepMillis(),
            Math.floorMod(grid.startMillis(), grid.stepMillis()),
            lookbackMillis,
            options.defaultSubqueryStep().toMillis());
    return new RangeCache.Question(
        key,
        pinned ? grid.startMillis() + " to " + asked.endMillis : "",
        grid,
        reach,
        Cacheability.stepsShareNothing(asked.prepared));
  }

  private boolean mayUseCache(StepGrid grid, QueryOptions queryOptions) {
    return cache.isEnabled()
        && changes.isTracked()
        && queryOptions.fromCache()
        && !queryOptions.perStepStatistics()
        && grid.steps() > 1;
  }

  private static RangeCache.Answer computed(EvaluatedQuery result) {
    return new RangeCache.Answer(
        (Value.Matrix) result.value(),
        result.remarks(),
        result.storeWarnings(),
        result.statistics());
  }
}
