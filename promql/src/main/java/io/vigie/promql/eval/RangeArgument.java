package io.vigie.promql.eval;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.RangeEdges;

/// The argument of a range function: a selector or a subquery, ready to be read window by window.
///
/// @param times when windows end
/// @param needsNoBuckets whether of histograms only count and sum matter
/// @param isStored whether the samples come straight from the store
record RangeArgument(
    SampleSource samples,
    long rangeMillis,
    SelectorTimes times,
    RangeEdges edges,
    boolean needsNoBuckets,
    boolean isStored) {
  static RangeArgument of(Expr expr, Evaluation evaluation, QueryContext context, Scope scope) {
    return switch (expr) {
      case Expr.MatrixSelector range ->
          new RangeArgument(
              new StoredSamples(context.selections().series(range.selector())),
              range.range().constantMillis(),
              SelectorTimes.of(range.selector().shift(), scope.grid()),
              range.selector().edges(),
              context.statisticsSelectors().contains(range.selector()),
              true);
      case Expr.Subquery subquery ->
          new RangeArgument(
              evaluation.subquery(subquery, scope),
              subquery.range().constantMillis(),
              SelectorTimes.of(subquery.shift(), scope.grid()),
              RangeEdges.PLAIN,
              false,
              false);
      case Expr.Parenthesized parenthesized ->
          of(parenthesized.inner(), evaluation, context, scope);
      default -> throw new IllegalArgumentException("no range vector: " + expr);
    };
  }
}
