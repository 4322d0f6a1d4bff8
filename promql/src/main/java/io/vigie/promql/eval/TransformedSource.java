package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.io.IOException;

/// Series whose columns are those of another source, changed sample by sample.
///
/// @param naming what becomes of the metric name
record TransformedSource(SeriesSource input, Naming naming, Transformation transformation)
    implements SeriesSource {
  /// What becomes of metric name, type and unit.
  enum Naming {
    KEPT,
    DROPPED_NOW,
    DROPPED_IN_THE_END
  }

  /// Changes a column.
  @FunctionalInterface
  interface Transformation {
    /// @param column may be changed and returned
    StepColumn apply(StepColumn column, Worker worker);
  }

  @Override
  public int size() {
    return input.size();
  }

  @Override
  public Labels labels(int index) {
    Labels labels = input.labels(index);
    return naming == Naming.DROPPED_NOW ? StepSeries.withoutMetadata(labels) : labels;
  }

  @Override
  public boolean dropsName(int index) {
    return naming != Naming.KEPT || input.dropsName(index);
  }

  @Override
  public boolean isHeld() {
    return input.isHeld();
  }

  @Override
  public StepColumn column(int index, Worker worker) throws IOException {
    return transformation.apply(input.column(index, worker), worker);
  }
}
