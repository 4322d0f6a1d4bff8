package io.vigie.promql.eval;

import io.vigie.promql.ast.AggregateOperator;
import io.vigie.promql.ast.Span;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepColumn;
import java.util.ArrayList;
import java.util.List;

/// `count`, `group`, `min`, `max`, `stddev` and `stdvar`: a few numbers per cell. The last four
/// only take floats.
final class SimpleAccumulator implements Accumulator {
  /// One group. The first value is missing where nothing has come yet.
  private final class Group {
    private final double[] values = StepColumn.missing(steps).values();
    private final double[] means = new double[isDeviation() ? steps : 0];
    private final int[] counts = new int[isDeviation() ? steps : 0];
  }

  private final AggregateOperator operator;
  private final int steps;
  private final Span span;
  private final List<Group> groups = new ArrayList<>();

  /// @param span where the aggregated expression stands
  SimpleAccumulator(AggregateOperator operator, int steps, Span span) {
    this.operator = operator;
    this.steps = steps;
    this.span = span;
  }

  private boolean isDeviation() {
    return operator == AggregateOperator.STDDEV || operator == AggregateOperator.STDVAR;
  }

  private boolean takesHistograms() {
    return operator == AggregateOperator.COUNT || operator == AggregateOperator.GROUP;
  }

  @Override
  public void addGroup() {
    groups.add(new Group());
  }

  @Override
  public long groupBytes() {
    return steps * (isDeviation() ? 20L : 8L);
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
      if (!column.isPresent(step)) {
        continue;
      }
      if (column.isHistogram(step) && !takesHistograms()) {
        remarks.histogramIgnoredInAggregation(operator.symbol(), span);
      } else {
        add(into, step, column.value(step));
      }
    }
  }

  private void add(Group into, int step, double value) {
    double[] values = into.values;
    boolean first = StepColumn.isMissing(values[step]);
    switch (operator) {
      case COUNT -> values[step] = first ? 1 : values[step] + 1;
      case GROUP -> values[step] = 1;
      case MIN -> {
        if (first || values[step] > value || Double.isNaN(values[step])) {
          values[step] = value;
        }
      }
      case MAX -> {
        if (first || values[step] < value || Double.isNaN(values[step])) {
          values[step] = value;
        }
      }
      case STDDEV, STDVAR -> addToDeviation(into, step, value, first);
      case SUM, AVG, TOPK, BOTTOMK, COUNT_VALUES, QUANTILE, LIMITK, LIMIT_RATIO ->
          throw new IllegalStateException(operator + " is accumulated elsewhere");
    }
  }

  /// Welford's method.
  private static void addToDeviation(Group into, int step, double value, boolean first) {
    into.counts[step]++;
    if (first) {
      into.values[step] = Double.isNaN(value) || Double.isInfinite(value) ? Double.NaN : 0;
      into.means[step] = value;
      return;
    }
    double distance = value - into.means[step];
    into.means[step] += distance / into.counts[step];
    into.values[step] += distance * (value - into.means[step]);
  }

  @Override
  public StepColumn result(int group, Remarks remarks) {
    Group from = groups.get(group);
    if (isDeviation()) {
      for (int step = 0; step < steps; step++) {
        if (!StepColumn.isMissing(from.values[step])) {
          double variance = from.values[step] / from.counts[step];
          from.values[step] = operator == AggregateOperator.STDDEV ? Math.sqrt(variance) : variance;
        }
      }
    }
    return StepColumn.of(from.values);
  }
}
