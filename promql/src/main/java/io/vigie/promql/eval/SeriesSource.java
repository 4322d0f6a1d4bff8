package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.promql.value.StepColumn;
import java.io.IOException;

/// What a node yields: series whose labels are known at once and whose columns are computed on
/// demand, so that an aggregation need not hold them all. Columns may turn out empty; such a series
/// is as good as not there.
interface SeriesSource {
  int size();

  Labels labels(int index);

  /// Whether metric name, type and unit of a series are to be dropped in the end.
  boolean dropsName(int index);

  /// Whether the columns are in memory already and accounted for.
  boolean isHeld();

  /// Computes the column of a series. May be called from several threads for different series, once
  /// for each; the column then belongs to the caller.
  StepColumn column(int index, Worker worker) throws IOException;
}
