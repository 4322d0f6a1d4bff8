package io.vigie.promql.eval;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepGrid;
import io.vigie.promql.value.StepSeries;
import java.util.List;

/// The results of a subquery, taken for samples.
///
/// What histograms say about resets is forgotten: between two steps of a subquery samples may be
/// left out or seen twice.
record SubquerySamples(List<StepSeries> series, StepGrid grid) implements SampleSource {
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
  public void read(int index, long minMillis, long maxMillis, SampleBuffer into) {
    StepColumn column = series.get(index).column();
    long before = Math.subtractExact(minMillis, grid.startMillis());
    long from = before <= 0 ? 0 : Math.ceilDiv(before, grid.stepMillis());
    for (int step = (int) Math.min(from, column.steps()); step < column.steps(); step++) {
      long timestampMillis = grid.timestampMillis(step);
      if (timestampMillis > maxMillis) {
        return;
      }
      Histogram histogram = column.histogramOrNull(step);
      if (histogram != null) {
        into.add(timestampMillis, withoutHint(histogram));
      } else if (column.isPresent(step)) {
        into.add(timestampMillis, column.value(step));
      }
    }
  }

  private static Histogram withoutHint(Histogram histogram) {
    return histogram.resetHint() == ResetHint.GAUGE
        ? histogram
        : histogram.withResetHint(ResetHint.UNKNOWN);
  }
}
