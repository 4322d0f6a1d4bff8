package io.vigie.promql.eval;

import io.vigie.model.metric.Histogram;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepGrid;
import io.vigie.promql.value.StepSeries;
import io.vigie.promql.value.VectorElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns the series of the topmost node into what a query answers.
final class ResultAssembly {
  private ResultAssembly() {}

  /// The series with the names dropped that were only marked to be dropped.
  static List<StepSeries> withoutDroppedNames(List<StepSeries> series) {
    List<StepSeries> named = new ArrayList<>();
    for (StepSeries one : series) {
      named.add(one.dropsName() ? one.withLabels(StepSeries.withoutMetadata(one.labels())) : one);
    }
    return SeriesMerging.merge(named);
  }

  /// The samples of the only step.
  static List<VectorElement> vector(List<StepSeries> series, long timestampMillis) {
    List<VectorElement> elements = new ArrayList<>(series.size());
    for (StepSeries one : series) {
      Histogram histogram = one.column().histogramOrNull(0);
      elements.add(
          histogram == null
              ? VectorElement.of(one.labels(), timestampMillis, one.column().value(0))
              : VectorElement.of(one.labels(), timestampMillis, histogram));
    }
    return elements;
  }

  /// The series with their samples of all steps.
  static List<MatrixSeries> matrix(List<StepSeries> series, StepGrid grid) {
    List<MatrixSeries> matrix = new ArrayList<>(series.size());
    for (StepSeries one : series) {
      matrix.add(series(one, grid));
    }
    return matrix;
  }

  /// In the order of their labels.
  static List<MatrixSeries> sorted(List<MatrixSeries> series) {
    List<MatrixSeries> sorted = new ArrayList<>(series);
    sorted.sort(Comparator.comparing(MatrixSeries::labels));
    return sorted;
  }

  private static MatrixSeries series(StepSeries one, StepGrid grid) {
    StepColumn column = one.column();
    int steps = column.steps();
    long[] timestamps = new long[steps];
    double[] values = new double[steps];
    @Nullable Histogram[] histograms = new Histogram[column.hasHistograms() ? steps : 0];
    int size = 0;
    for (int step = 0; step < steps; step++) {
      if (column.isPresent(step)) {
        timestamps[size] = grid.timestampMillis(step);
        values[size] = column.value(step);
        if (histograms.length > 0) {
          histograms[size] = column.histogramOrNull(step);
        }
        size++;
      }
    }
    if (size == steps) {
      return MatrixSeries.of(one.labels(), timestamps, values, histograms);
    }
    return MatrixSeries.of(
        one.labels(),
        Arrays.copyOf(timestamps, size),
        Arrays.copyOf(values, size),
        histograms.length == 0 ? histograms : Arrays.copyOf(histograms, size));
  }
}
