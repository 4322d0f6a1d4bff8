package io.vigie.promql.eval;

import io.vigie.model.metric.Histogram;
import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.value.StepColumn;

/// A binary operator between the samples of a vector and a scalar.
final class ScalarOperands {
  private final Expr.Binary expr;
  private final double[] scalars;
  private final boolean scalarIsLeft;

  ScalarOperands(Expr.Binary expr, double[] scalars, boolean scalarIsLeft) {
    this.expr = expr;
    this.scalars = scalars;
    this.scalarIsLeft = scalarIsLeft;
  }

  /// Changes a column in place.
  StepColumn apply(StepColumn column, Worker worker) {
    BinaryOperator operator = expr.operator();
    if (!column.hasHistograms() && operator.kind() != BinaryOperator.Kind.TRIM) {
      applyToFloats(column);
      return column;
    }
    ElementOperators.Result result = new ElementOperators.Result();
    for (int step = 0; step < column.steps(); step++) {
      if (column.isPresent(step)) {
        applyAt(step, column, worker, result);
      }
    }
    return column;
  }

  /// Hot loop.
  private void applyToFloats(StepColumn column) {
    BinaryOperator operator = expr.operator();
    double[] values = column.values();
    boolean comparison = operator.isComparison();
    boolean bool = expr.returnBool();
    for (int step = 0; step < values.length; step++) {
      double value = values[step];
      if (StepColumn.isMissing(value)) {
        continue;
      }
      double left = scalarIsLeft ? scalars[step] : value;
      double right = scalarIsLeft ? value : scalars[step];
      if (!comparison) {
        values[step] = ElementOperators.arithmetic(operator, left, right);
      } else if (bool) {
        values[step] = ElementOperators.compare(operator, left, right) ? 1 : 0;
      } else if (!ElementOperators.compare(operator, left, right)) {
        values[step] = StepColumn.MISSING;
      }
    }
  }

  private void applyAt(int step, StepColumn column, Worker worker, ElementOperators.Result result) {
    Histogram histogram = column.histogramOrNull(step);
    double value = column.value(step);
    double scalar = scalars[step];
    boolean done =
        scalarIsLeft
            ? ElementOperators.apply(
                expr.operator(),
                scalar,
                null,
                value,
                histogram,
                expr.span(),
                worker.remarks(),
                result)
            : ElementOperators.apply(
                expr.operator(),
                value,
                histogram,
                scalar,
                null,
                expr.span(),
                worker.remarks(),
                result);
    if (!done) {
      column.remove(step);
    } else if (expr.returnBool()) {
      column.set(step, result.isKept() ? 1 : 0);
    } else if (!result.isKept()) {
      column.remove(step);
    } else if (!expr.operator().isComparison()) {
      Histogram newHistogram = result.histogram();
      if (newHistogram != null) {
        column.set(step, newHistogram);
      } else {
        column.set(step, result.value());
      }
    }
  }
}
