package io.vigie.promql.eval;

import io.vigie.model.metric.Histogram;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.ValueType;
import io.vigie.promql.eval.TransformedSource.Naming;
import io.vigie.promql.function.HistogramArithmetic;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Walks the tree of one query. A node yields, per series, one column over all steps; see
/// [SeriesSource] for when columns are computed.
final class Evaluation {
  private final QueryContext context;
  private final CallEvaluation calls;

  Evaluation(QueryContext context) {
    this.context = context;
    this.calls = new CallEvaluation(this, context);
  }

  /// The series of an instant vector.
  SeriesSource vector(Expr expr, Scope scope) {
    context.limits().check();
    if (scope.grid().steps() == 0) {
      return MaterializedSource.EMPTY;
    }
    if (scope.grid().steps() > 1 && context.invariance().evaluatesOnce(expr)) {
      return repeated(expr, scope);
    }
    return context.observer().vector(expr, scope, observed -> source(expr, observed));
  }

  private SeriesSource source(Expr expr, Scope scope) {
    return switch (expr) {
      case Expr.VectorSelector selector -> selector(selector, scope);
      case Expr.Binary binary -> binary(binary, scope);
      case Expr.Unary unary -> unary(unary, scope);
      case Expr.Parenthesized parenthesized -> vector(parenthesized.inner(), scope);
      case Expr.Aggregation aggregation -> aggregation(aggregation, scope);
      case Expr.Call call -> calls.vector(call, scope);
      case Expr.NumberLiteral _, Expr.StringLiteral _, Expr.MatrixSelector _, Expr.Subquery _ ->
          throw new IllegalArgumentException("no instant vector: " + expr);
    };
  }

  /// The values of a scalar, one per step.
  double[] scalar(Expr expr, Scope scope) {
    int steps = scope.grid().steps();
    if (steps > 1 && context.invariance().evaluatesOnce(expr)) {
      return constant(scalar(expr, scope.first(scope.counts()))[0], steps);
    }
    return context.observer().scalar(expr, scope, observed -> values(expr, observed));
  }

  private double[] values(Expr expr, Scope scope) {
    int steps = scope.grid().steps();
    return switch (expr) {
      case Expr.NumberLiteral number -> constant(number.value(), steps);
      case Expr.Parenthesized parenthesized -> scalar(parenthesized.inner(), scope);
      case Expr.Unary unary -> negated(unary, scalar(unary.operand(), scope));
      case Expr.Binary binary -> scalars(binary, scope);
      case Expr.Call call -> calls.scalar(call, scope);
      case Expr.StringLiteral _,
          Expr.VectorSelector _,
          Expr.MatrixSelector _,
          Expr.Subquery _,
          Expr.Aggregation _ ->
          throw new IllegalArgumentException("no scalar: " + expr);
    };
  }

  /// The series of a subquery, at the steps of its own grid.
  SubquerySamples subquery(Expr.Subquery subquery, Scope scope) {
    Scope inner =
        new Scope(
            SelectorTimes.subqueryGrid(subquery, context.defaultSubqueryStepMillis(), scope.grid()),
            new SampleCounts(0));
    List<StepSeries> series = context.materialize(vector(subquery.expr(), inner));
    scope.counts().add(0, inner.counts().read());
    scope.counts().addAtStep(0, 0, inner.counts().read());
    return new SubquerySamples(series, inner.grid());
  }

  private static double[] constant(double value, int steps) {
    double[] values = new double[steps];
    Arrays.fill(values, value);
    return values;
  }

  /// Evaluates at the first step and repeats the result at all others.
  private SeriesSource repeated(Expr expr, Scope scope) {
    SampleCounts counts = new SampleCounts(0);
    QueryContext.Mark mark = context.mark();
    List<StepSeries> once = context.materialize(vector(expr, scope.first(counts)));
    int steps = scope.grid().steps();
    List<StepSeries> repeated = new ArrayList<>();
    for (StepSeries series : once) {
      repeated.add(series.withColumn(series.column().repeated(steps)));
    }
    scope.counts().add(counts.total() * steps, counts.read());
    for (int step = 0; scope.counts().perStep() && step < steps; step++) {
      scope.counts().addAtStep(step, counts.total(), step == 0 ? counts.read() : 0);
    }
    return new MaterializedSource(context.settle(mark, repeated));
  }

  private SeriesSource selector(Expr.VectorSelector selector, Scope scope) {
    SelectorTimes times = SelectorTimes.of(selector.shift(), scope.grid());
    return selector.edges() == RangeEdges.SMOOTHED
        ? new SmoothedSelection(
            context.selections().series(selector), times, selector.span(), scope, context)
        : new InstantSelection(
            context.selections().series(selector),
            times,
            context.statisticsSelectors().contains(selector)
                ? InstantSelection.Aspect.SUMMARY
                : InstantSelection.Aspect.SAMPLE,
            scope,
            context);
  }

  /// What becomes of the names of results that mean something else than their samples.
  Naming dropped() {
    return context.delaysNameRemoval() ? Naming.DROPPED_IN_THE_END : Naming.DROPPED_NOW;
  }

  /// A source whose series may have got the same labels by dropping the name: they are merged.
  SeriesSource merged(SeriesSource source) {
    boolean distinct =
        context.delaysNameRemoval()
            || (source instanceof TransformedSource(SeriesSource input, _, _)
                && SeriesMerging.shareMetadata(input.size(), input::labels))
            || !SeriesMerging.hasDuplicates(source);
    if (distinct) {
      return source;
    }
    return new MaterializedSource(SeriesMerging.merge(context.materialize(source)));
  }

  private SeriesSource unary(Expr.Unary unary, Scope scope) {
    SeriesSource operand = vector(unary.operand(), scope);
    if (!unary.negative()) {
      return operand;
    }
    return merged(new TransformedSource(operand, dropped(), (column, _) -> negate(column)));
  }

  private static StepColumn negate(StepColumn column) {
    for (int step = 0; step < column.steps(); step++) {
      Histogram histogram = column.histogramOrNull(step);
      if (histogram != null) {
        column.set(step, HistogramArithmetic.multiply(histogram, -1));
      } else if (column.isPresent(step)) {
        column.set(step, -column.value(step));
      }
    }
    return column;
  }

  private static double[] negated(Expr.Unary unary, double[] values) {
    double[] result = values.clone();
    for (int step = 0; unary.negative() && step < result.length; step++) {
      result[step] = -result[step];
    }
    return result;
  }

  private double[] scalars(Expr.Binary binary, Scope scope) {
    double[] left = scalar(binary.left(), scope);
    double[] right = scalar(binary.right(), scope);
    double[] values = new double[left.length];
    for (int step = 0; step < values.length; step++) {
      values[step] = ElementOperators.scalar(binary.operator(), left[step], right[step]);
    }
    return values;
  }

  private SeriesSource binary(Expr.Binary binary, Scope scope) {
    if (!binary.matchesVectors()) {
      return withScalar(binary, scope);
    }
    QueryContext.Mark mark = context.mark();
    List<StepSeries> left = context.materialize(vector(binary.left(), scope));
    List<StepSeries> right = context.materialize(vector(binary.right(), scope));
    context.observer().matching(binary, left, right);
    List<StepSeries> result =
        binary.operator().isSet()
            ? SeriesMerging.merge(SetOperators.evaluate(binary, left, right))
            : VectorJoin.evaluate(binary, left, right, scope.grid().steps(), context);
    context.observer().matched(binary, result);
    return new MaterializedSource(context.settle(mark, result));
  }

  private SeriesSource withScalar(Expr.Binary binary, Scope scope) {
    boolean scalarIsLeft = binary.left().type() == ValueType.SCALAR;
    Expr vector = scalarIsLeft ? binary.right() : binary.left();
    Expr scalar = scalarIsLeft ? binary.left() : binary.right();
    ScalarOperands operands = new ScalarOperands(binary, scalar(scalar, scope), scalarIsLeft);
    boolean drops = ElementOperators.changesMeaning(binary.operator()) || binary.returnBool();
    SeriesSource result =
        new TransformedSource(
            vector(vector, scope), drops ? dropped() : Naming.KEPT, operands::apply);
    return drops ? merged(result) : result;
  }

  private SeriesSource aggregation(Expr.Aggregation aggregation, Scope scope) {
    QueryContext.Mark mark = context.mark();
    double[] parameter = {};
    String text = "";
    if (aggregation.parameter().isPresent()) {
      Expr expr = aggregation.parameter().get();
      if (expr.type() == ValueType.STRING) {
        text = text(expr);
      } else {
        parameter = scalar(expr, scope);
      }
    }
    List<StepSeries> result =
        new Aggregations(aggregation, context, scope.grid().steps())
            .evaluate(vector(aggregation.expr(), scope), parameter, text);
    return new MaterializedSource(context.settle(mark, result));
  }

  /// The text of a string literal.
  static String text(Expr expr) {
    return switch (expr) {
      case Expr.StringLiteral literal -> literal.value();
      case Expr.Parenthesized parenthesized -> text(parenthesized.inner());
      default -> throw new IllegalArgumentException("no string: " + expr);
    };
  }
}
