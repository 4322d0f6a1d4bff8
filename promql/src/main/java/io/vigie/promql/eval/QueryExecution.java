package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.time.Ticker;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.ast.ValueType;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.QueryStatistics;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepGrid;
import io.vigie.promql.value.StepSeries;
import io.vigie.promql.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Runs one query from the prepared tree to the answer.
final class QueryExecution {
  private final Expr expr;
  private final StepGrid grid;
  private final boolean isRange;
  private final EngineOptions options;
  private final QueryOptions queryOptions;
  private final QueryLimits limits;
  private final SampleCounts counts;
  private final Ticker ticker;
  private final Observer observer;

  QueryExecution(
      Expr expr,
      StepGrid grid,
      boolean isRange,
      EngineOptions options,
      QueryOptions queryOptions,
      QueryLimits limits,
      SampleCounts counts,
      Ticker ticker,
      Observer observer) {
    this.expr = expr;
    this.grid = grid;
    this.isRange = isRange;
    this.options = options;
    this.queryOptions = queryOptions;
    this.limits = limits;
    this.counts = counts;
    this.ticker = ticker;
    this.observer = observer;
  }

  /// @param queuedNanos how long the query waited
  EvaluatedQuery run(MetricStore store, Workers workers, long queuedNanos) {
    StepInvariance invariance = new StepInvariance();
    long lookbackMillis = queryOptions.lookbackDelta().orElse(options.lookbackDelta()).toMillis();
    try (Selections selections =
        new Selections(
            store,
            lookbackMillis,
            options.defaultSubqueryStep().toMillis(),
            invariance,
            limits,
            observer)) {
      QueryContext context =
          new QueryContext(
              options,
              lookbackMillis,
              limits,
              workers,
              selections,
              invariance,
              new StatisticsSelectors(expr),
              new Remarks(),
              observer);
      return run(context, queuedNanos);
    } catch (IOException e) {
      throw storeFailed(e);
    } catch (UncheckedIOException e) {
      throw storeFailed(e);
    }
  }

  private static QueryException storeFailed(Exception e) {
    return new QueryException(
        QueryException.Kind.INTERNAL, "expanding series: " + e.getMessage(), e);
  }

  private EvaluatedQuery run(QueryContext context, long queuedNanos) throws IOException {
    long begun = ticker.readNanos();
    context.selections().open(expr, grid);
    long prepared = ticker.readNanos();
    Value value = evaluate(context, new Scope(grid, counts));
    long computed = ticker.readNanos();
    Value sorted =
        value instanceof Value.Matrix(var series)
            ? new Value.Matrix(ResultAssembly.sorted(series))
            : value;
    long ended = ticker.readNanos();
    QueryStatistics.Timings timings =
        new QueryStatistics.Timings(
            ended - begun,
            ended - computed,
            prepared - begun,
            computed - prepared,
            queuedNanos,
            queuedNanos + ended - begun);
    return new EvaluatedQuery(
        sorted, context.remarks(), context.selections().warnings(), statistics(timings));
  }

  private QueryStatistics statistics(QueryStatistics.Timings timings) {
    return new QueryStatistics(
        timings, counts.total(), counts.read(), limits.peakSamples(), steps());
  }

  private QueryStatistics.Steps steps() {
    if (!counts.perStep()) {
      return QueryStatistics.Steps.NONE;
    }
    long[] timestamps = new long[grid.steps()];
    long[] total = new long[grid.steps()];
    long[] read = new long[grid.steps()];
    for (int step = 0; step < timestamps.length; step++) {
      timestamps[step] = grid.timestampMillis(step);
      total[step] = counts.totalAtStep(step);
      read[step] = counts.readAtStep(step);
    }
    return new QueryStatistics.Steps(timestamps, total, read);
  }

  private Value evaluate(QueryContext context, Scope scope) {
    Evaluation evaluation = new Evaluation(context);
    return switch (expr.type()) {
      case STRING -> new Value.Text(grid.startMillis(), GoText.wellFormed(Evaluation.text(expr)));
      case SCALAR -> scalar(evaluation.scalar(expr, scope));
      case VECTOR -> vector(context.materialize(evaluation.vector(expr, scope)), context);
      case MATRIX -> new Value.Matrix(matrix(expr, evaluation, context, scope));
    };
  }

  private Value scalar(double[] values) {
    if (!isRange) {
      return new Value.Scalar(grid.startMillis(), values[0]);
    }
    StepSeries series = new StepSeries(Labels.EMPTY, false, StepColumn.of(values));
    return new Value.Matrix(
        values.length == 0 ? List.of() : ResultAssembly.matrix(List.of(series), grid));
  }

  private Value vector(List<StepSeries> series, QueryContext context) {
    List<StepSeries> named =
        context.delaysNameRemoval() ? ResultAssembly.withoutDroppedNames(series) : series;
    return isRange
        ? new Value.Matrix(ResultAssembly.matrix(named, grid))
        : new Value.Vector(ResultAssembly.vector(named, grid.startMillis()));
  }

  private static List<MatrixSeries> matrix(
      Expr expr, Evaluation evaluation, QueryContext context, Scope scope) {
    return switch (expr) {
      case Expr.Parenthesized parenthesized ->
          matrix(parenthesized.inner(), evaluation, context, scope);
      case Expr.MatrixSelector range ->
          new RawMatrix(context, context.observer().range(range, scope), range).read();
      case Expr.Subquery subquery -> subquery(subquery, evaluation, context, scope);
      default -> throw new IllegalArgumentException("no range vector: " + expr);
    };
  }

  private static List<MatrixSeries> subquery(
      Expr.Subquery subquery, Evaluation evaluation, QueryContext context, Scope scope) {
    SubquerySamples samples =
        evaluation.subquery(subquery, context.observer().range(subquery, scope));
    List<StepSeries> named =
        context.delaysNameRemoval()
            ? ResultAssembly.withoutDroppedNames(samples.series())
            : samples.series();
    return ResultAssembly.matrix(named, samples.grid());
  }

  /// Whether an expression can be evaluated over a range of steps.
  static boolean isRangeable(ValueType type) {
    return type == ValueType.VECTOR || type == ValueType.SCALAR;
  }
}
