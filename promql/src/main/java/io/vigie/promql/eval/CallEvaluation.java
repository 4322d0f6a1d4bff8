package io.vigie.promql.eval;

import io.vigie.model.metric.Histogram;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.ValueType;
import io.vigie.promql.function.AbsentFunctions;
import io.vigie.promql.function.FunctionException;
import io.vigie.promql.function.Functions;
import io.vigie.promql.function.PromqlFunction;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Evaluates the calls in a query's tree: those that need more than the values of their arguments
/// (`info`, `timestamp`, …) here, all others by handing a [PromqlFunction] what it works on.
final class CallEvaluation {
  private final Evaluation evaluation;
  private final QueryContext context;

  CallEvaluation(Evaluation evaluation, QueryContext context) {
    this.evaluation = evaluation;
    this.context = context;
  }

  /// The series that a function yields.
  SeriesSource vector(Expr.Call call, Scope scope) {
    String name = call.function().name();
    return switch (name) {
      case "info" -> info(call, scope);
      case "timestamp" -> timestamp(call, scope);
      case "start_timestamp" -> startTimestamp(call, scope);
      default ->
          switch (function(name)) {
            case PromqlFunction.OverRange range -> overRange(call, range, scope);
            case PromqlFunction.OverFloats floats -> overFloats(call, floats, scope);
            case PromqlFunction.OverHistograms histograms ->
                overHistograms(call, histograms, scope);
            case PromqlFunction.OverVectors vectors -> overVectors(call, vectors, scope);
            case PromqlFunction.ToScalar _ ->
                throw new IllegalArgumentException(name + " yields a scalar");
          };
    };
  }

  private static PromqlFunction function(String name) {
    return Functions.find(name)
        .orElseThrow(() -> new IllegalStateException("function " + name + " is not known"));
  }

  /// The values of a function that yields a scalar, one per step.
  double[] scalar(Expr.Call call, Scope scope) {
    if (function(call.function().name()) instanceof PromqlFunction.ToScalar(var function)) {
      QueryContext.Mark mark = context.mark();
      double[] values = function.evaluate(new EvaluatedCall(call, scope, evaluation, context));
      context.settle(mark, List.of());
      return values;
    }
    throw new IllegalArgumentException(call.function().name() + " yields no scalar");
  }

  private SeriesSource overVectors(
      Expr.Call call, PromqlFunction.OverVectors function, Scope scope) {
    QueryContext.Mark mark = context.mark();
    try {
      List<StepSeries> results =
          function.function().evaluate(new EvaluatedCall(call, scope, evaluation, context)).stream()
              .filter(series -> !series.column().isEmpty())
              .toList();
      return new MaterializedSource(context.settle(mark, SeriesMerging.merge(results)));
    } catch (FunctionException e) {
      throw QueryException.of(QueryException.Kind.EXECUTION, e);
    }
  }

  private SeriesSource overFloats(Expr.Call call, PromqlFunction.OverFloats function, Scope scope) {
    double[][] parameters = new double[call.arguments().size() - 1][];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = evaluation.scalar(call.arguments().get(i + 1), scope);
    }
    return evaluation.merged(
        new TransformedSource(
            evaluation.vector(call.arguments().getFirst(), scope),
            evaluation.dropped(),
            (column, _) -> applyToFloats(column, function, parameters)));
  }

  private static StepColumn applyToFloats(
      StepColumn column, PromqlFunction.OverFloats function, double[][] parameters) {
    double[] atStep = new double[parameters.length];
    for (int step = 0; step < column.steps(); step++) {
      if (!column.isPresent(step)) {
        continue;
      }
      if (column.isHistogram(step)) {
        column.remove(step);
        continue;
      }
      for (int i = 0; i < atStep.length; i++) {
        atStep[i] = parameters[i][step];
      }
      column.set(step, function.function().apply(column.value(step), atStep));
    }
    return column;
  }

  private SeriesSource overHistograms(
      Expr.Call call, PromqlFunction.OverHistograms function, Scope scope) {
    return evaluation.merged(
        new TransformedSource(
            evaluation.vector(call.arguments().getFirst(), scope),
            evaluation.dropped(),
            (column, _) -> applyToHistograms(column, function)));
  }

  private static StepColumn applyToHistograms(
      StepColumn column, PromqlFunction.OverHistograms function) {
    StepColumn result = StepColumn.missing(column.steps());
    for (int step = 0; step < column.steps(); step++) {
      Histogram histogram = column.histogramOrNull(step);
      if (histogram != null) {
        result.set(step, function.function().apply(histogram));
      }
    }
    return result;
  }

  private SeriesSource overRange(Expr.Call call, PromqlFunction.OverRange function, Scope scope) {
    List<double[]> scalars = new ArrayList<>();
    Optional<Expr> range = Optional.empty();
    for (Expr argument : call.arguments()) {
      if (argument.type() == ValueType.MATRIX) {
        range = Optional.of(argument);
      } else {
        scalars.add(evaluation.scalar(argument, scope));
      }
    }
    Scope rangeScope = context.observer().range(range.orElseThrow(), scope);
    RangeArgument argument = RangeArgument.of(range.orElseThrow(), evaluation, context, rangeScope);
    requireEdges(call.function().name(), function, argument.edges());
    SeriesSource source =
        new RangeFunctionSource(
            context.observer().samples(range.orElseThrow(), argument.samples()),
            new RangeFunctionSource.Call(
                call.function().name(),
                function,
                scalars.toArray(double[][]::new),
                argument.rangeMillis(),
                argument.times(),
                argument.edges(),
                argument.needsNoBuckets(),
                call.arguments().getFirst().span(),
                argument.isStored()),
            rangeScope,
            context);
    if (call.function().name().equals("absent_over_time")) {
      return absentOverTime(call, source, scope);
    }
    if (!context.delaysNameRemoval()
        && !SeriesMerging.shareMetadata(argument.samples().size(), argument.samples()::labels)
        && SeriesMerging.hasDuplicates(source)) {
      return new MaterializedSource(SeriesMerging.requireDistinct(context.materialize(source)));
    }
    return source;
  }

  private static void requireEdges(
      String name, PromqlFunction.OverRange function, RangeEdges edges) {
    PromqlFunction.Edges wanted =
        switch (edges) {
          case PLAIN -> PromqlFunction.Edges.PLAIN_ONLY;
          case ANCHORED -> PromqlFunction.Edges.ANCHORED;
          case SMOOTHED -> PromqlFunction.Edges.ANCHORED_AND_SMOOTHED;
        };
    if (function.edges().compareTo(wanted) < 0) {
      String modifier = edges == RangeEdges.ANCHORED ? "anchored" : "smoothed";
      throw new QueryException(
          QueryException.Kind.EXECUTION,
          modifier
              + " modifier can only be used with: "
              + String.join(", ", Functions.namesTaking(wanted))
              + " - not with "
              + name);
    }
  }

  private SeriesSource absentOverTime(Expr.Call call, SeriesSource source, Scope scope) {
    QueryContext.Mark mark = context.mark();
    List<StepSeries> absence =
        AbsentFunctions.absence(
            call.arguments().getFirst(), true, scope.grid().steps(), context.materialize(source));
    return new MaterializedSource(context.settle(mark, absence));
  }

  /// Of a selector the time of its samples, of anything else that of the evaluation.
  private SeriesSource timestamp(Expr.Call call, Scope scope) {
    Expr argument = call.arguments().getFirst();
    if (argument instanceof Expr.VectorSelector selector) {
      return evaluation.merged(aspect(selector, InstantSelection.Aspect.TIMESTAMP, scope));
    }
    return evaluation.merged(
        new TransformedSource(
            evaluation.vector(argument, scope),
            evaluation.dropped(),
            (column, _) -> {
              for (int step = 0; step < column.steps(); step++) {
                if (column.isPresent(step)) {
                  column.set(step, scope.grid().timestampMillis(step) / 1000.0);
                }
              }
              return column;
            }));
  }

  private SeriesSource aspect(
      Expr.VectorSelector selector, InstantSelection.Aspect aspect, Scope scope) {
    return context
        .observer()
        .vector(
            selector,
            scope,
            observed ->
                new InstantSelection(
                    context.selections().series(selector),
                    SelectorTimes.of(selector.shift(), scope.grid()),
                    aspect,
                    observed,
                    context));
  }

  /// Only selectors have start timestamps.
  private SeriesSource startTimestamp(Expr.Call call, Scope scope) {
    boolean known =
        call.arguments().getFirst() instanceof Expr.VectorSelector
            && context.has(QueryFeature.USE_START_TIMESTAMPS);
    return known
        ? evaluation.merged(
            aspect(
                (Expr.VectorSelector) call.arguments().getFirst(),
                InstantSelection.Aspect.START_TIMESTAMP,
                scope))
        : MaterializedSource.EMPTY;
  }

  private SeriesSource info(Expr.Call call, Scope scope) {
    QueryContext.Mark mark = context.mark();
    Optional<Expr.VectorSelector> selector =
        call.arguments().size() > 1
            ? Optional.of((Expr.VectorSelector) call.arguments().get(1))
            : Optional.empty();
    List<StepSeries> base =
        context.materialize(evaluation.vector(call.arguments().getFirst(), scope));
    try {
      List<StepSeries> joined =
          new InfoJoin(context, scope, selector).evaluate(call.arguments().getFirst(), base);
      return new MaterializedSource(context.settle(mark, joined));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
