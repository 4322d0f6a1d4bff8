package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.util.List;

/// Series that are computed already, none of them empty.
record MaterializedSource(List<StepSeries> series) implements SeriesSource {
  static final MaterializedSource EMPTY = new MaterializedSource(List.of());

  @Override
  public int size() {
    return series.size();
  }

  @Override
  public Labels labels(int index) {
    return series.get(index).labels();
  }

  @Override
  public boolean dropsName(int index) {
    return series.get(index).dropsName();
  }

  @Override
  public boolean isHeld() {
    return true;
  }

  @Override
  public StepColumn column(int index, Worker worker) {
    return series.get(index).column();
  }
}
