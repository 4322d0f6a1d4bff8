package io.vigie.promql.eval;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.promql.ast.Span;
import io.vigie.promql.function.HistogramMean;
import io.vigie.promql.function.KahanSum;
import io.vigie.promql.function.Mean;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `sum` and `avg`, of floats or of histograms; where a group has both there is no result.
final class SumAccumulator implements Accumulator {
  /// What histograms of one cell have become.
  private static final class HistogramCell {
    private @Nullable HistogramMean mean;
    private boolean incompatible;
    private boolean reset;
    private boolean notReset;
  }

  /// One group. Sums are missing where no float has come yet.
  private final class Group {
    private final double[] sums = StepColumn.missing(steps).values();
    private final double[] compensations = new double[steps];
    private final int[] counts = new int[average ? steps : 0];
    private @Nullable Mean[] means = new Mean[0];
    private @Nullable HistogramCell[] histograms = new HistogramCell[0];
  }

  private final boolean average;
  private final int steps;
  private final Span span;
  private final List<Group> groups = new ArrayList<>();

  /// @param span where the aggregated expression stands
  SumAccumulator(boolean average, int steps, Span span) {
    this.average = average;
    this.steps = steps;
    this.span = span;
  }

  @Override
  public void addGroup() {
    groups.add(new Group());
  }

  @Override
  public long groupBytes() {
    return steps * (average ? 20L : 16L);
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
    if (column.hasHistograms() || into.histograms.length > 0) {
      addMixed(into, column, metricName, fromStep, toStep, remarks);
    } else if (average) {
      addToAverage(into, column.values(), fromStep, toStep);
    } else {
      addToSum(into, column.values(), fromStep, toStep);
    }
  }

  /// Hot loop.
  private static void addToSum(Group into, double[] values, int fromStep, int toStep) {
    double[] sums = into.sums;
    double[] compensations = into.compensations;
    for (int step = fromStep; step < toStep; step++) {
      double value = values[step];
      if (StepColumn.isMissing(value)) {
        continue;
      }
      double sum = sums[step];
      if (StepColumn.isMissing(sum)) {
        sums[step] = value;
        continue;
      }
      double total = sum + value;
      compensations[step] = KahanSum.compensation(sum, compensations[step], value, total);
      sums[step] = total;
    }
  }

  private void addToAverage(Group into, double[] values, int fromStep, int toStep) {
    for (int step = fromStep; step < toStep; step++) {
      if (!StepColumn.isMissing(values[step])) {
        addToAverage(into, step, values[step]);
      }
    }
  }

  private void addToAverage(Group into, int step, double value) {
    into.counts[step]++;
    double sum = into.sums[step];
    if (StepColumn.isMissing(sum)) {
      into.sums[step] = value;
      return;
    }
    Mean mean = into.means.length == 0 ? null : into.means[step];
    if (mean != null) {
      mean.add(value);
      return;
    }
    double total = sum + value;
    if (Double.isInfinite(total)) {
      // The sum does not fit: the mean is updated value by value from here on.
      mean = new Mean(sum, into.compensations[step], into.counts[step] - 1);
      mean.add(value);
      means(into)[step] = mean;
      return;
    }
    into.compensations[step] = KahanSum.compensation(sum, into.compensations[step], value, total);
    into.sums[step] = total;
  }

  private @Nullable Mean[] means(Group into) {
    synchronized (into) {
      if (into.means.length == 0) {
        into.means = new Mean[steps];
      }
      return into.means;
    }
  }

  private HistogramCell cell(Group into, int step) {
    synchronized (into) {
      if (into.histograms.length == 0) {
        into.histograms = new HistogramCell[steps];
      }
    }
    HistogramCell cell = into.histograms[step];
    if (cell == null) {
      cell = new HistogramCell();
      into.histograms[step] = cell;
    }
    return cell;
  }

  private void addMixed(
      Group into, StepColumn column, String metricName, int fromStep, int toStep, Remarks remarks) {
    for (int step = fromStep; step < toStep; step++) {
      Histogram histogram = column.histogramOrNull(step);
      if (histogram != null) {
        addHistogram(into, step, histogram, metricName, remarks);
      } else if (column.isPresent(step)) {
        if (average) {
          addToAverage(into, step, column.value(step));
        } else {
          addToSum(into, column.values(), step, step + 1);
        }
      }
    }
  }

  private void addHistogram(
      Group into, int step, Histogram histogram, String metricName, Remarks remarks) {
    HistogramCell cell = cell(into, step);
    cell.reset |= histogram.resetHint() == ResetHint.RESET;
    cell.notReset |= histogram.resetHint() == ResetHint.NOT_RESET;
    HistogramMean mean = cell.mean;
    if (mean == null) {
      cell.mean = new HistogramMean(histogram);
    } else if (!cell.incompatible) {
      cell.incompatible = !(average ? mean.add(histogram) : mean.addToSum(histogram));
      if (cell.incompatible) {
        remarks.mixedExponentialAndCustom(metricName, span);
      }
    }
  }

  @Override
  public StepColumn result(int group, Remarks remarks) {
    Group from = groups.get(group);
    StepColumn column = StepColumn.missing(steps);
    for (int step = 0; step < steps; step++) {
      HistogramCell cell = from.histograms.length == 0 ? null : from.histograms[step];
      boolean hasFloat = !StepColumn.isMissing(from.sums[step]);
      if (cell != null && hasFloat) {
        remarks.mixedFloatsAndHistogramsInAggregation(span);
      } else if (cell != null) {
        setHistogram(column, step, cell, remarks);
      } else if (hasFloat) {
        column.set(step, floatResult(from, step));
      }
    }
    return column;
  }

  private double floatResult(Group from, int step) {
    if (!average) {
      return from.sums[step] + from.compensations[step];
    }
    Mean mean = from.means.length == 0 ? null : from.means[step];
    int count = from.counts[step];
    return mean != null ? mean.value() : from.sums[step] / count + from.compensations[step] / count;
  }

  private void setHistogram(StepColumn column, int step, HistogramCell cell, Remarks remarks) {
    HistogramMean mean = cell.mean;
    if (mean == null || cell.incompatible) {
      return;
    }
    if (mean.boundsReconciled()) {
      remarks.mismatchedCustomBuckets("aggregation", span);
    }
    if (cell.reset && cell.notReset) {
      remarks.conflictingResets("aggregation", span);
    }
    column.set(step, average ? mean.value() : mean.sum());
  }
}
