package io.vigie.promql.eval;

import io.vigie.promql.ast.Span;
import io.vigie.promql.function.Quantiles;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `quantile`: keeps the values of every cell, since a quantile needs them all.
final class QuantileAccumulator implements Accumulator {
  /// The values of one group, one growing array per step.
  private final class Group {
    private final double[][] values = new double[steps][0];
    private final int[] sizes = new int[steps];
  }

  private final double[] quantiles;
  private final int steps;
  private final Span span;
  private final QueryLimits limits;
  private final List<Group> groups = new ArrayList<>();

  /// @param quantiles one per step
  /// @param span where the aggregated expression stands
  QuantileAccumulator(double[] quantiles, Span span, QueryLimits limits) {
    this.quantiles = quantiles;
    this.steps = quantiles.length;
    this.span = span;
    this.limits = limits;
  }

  @Override
  public void addGroup() {
    groups.add(new Group());
  }

  @Override
  public long groupBytes() {
    return steps * 12L;
  }

  @Override
  public void add(
      int group,
      int series,
      StepColumn column,
      String metricName,
      int fromStep,
      int toStep,
      Remarks remarks) {
    Group into = groups.get(group);
    for (int step = fromStep; step < toStep; step++) {
      if (column.isHistogram(step)) {
        remarks.histogramIgnoredInAggregation("quantile", span);
      } else if (column.isPresent(step)) {
        append(into, step, column.value(step));
      }
    }
  }

  private void append(Group into, int step, double value) {
    double[] values = into.values[step];
    int size = into.sizes[step];
    if (values.length == size) {
      int capacity = Math.max(4, size * 2);
      limits.hold(capacity - size, 8L * (capacity - size));
      values = Arrays.copyOf(values, capacity);
      into.values[step] = values;
    }
    values[size] = value;
    into.sizes[step]++;
  }

  @Override
  public StepColumn result(int group, Remarks remarks) {
    Group from = groups.get(group);
    StepColumn column = StepColumn.missing(steps);
    for (int step = 0; step < steps; step++) {
      double[] values = from.values[step];
      if (from.sizes[step] > 0) {
        column.set(step, Quantiles.quantile(quantiles[step], values, from.sizes[step]));
      }
    }
    return column;
  }
}
