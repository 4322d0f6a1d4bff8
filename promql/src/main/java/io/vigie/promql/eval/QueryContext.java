package io.vigie.promql.eval;

import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What every node of one running query shares.
///
/// @param remarks of the thread that walks the tree; other threads have their own
record QueryContext(
    EngineOptions options,
    long lookbackMillis,
    QueryLimits limits,
    Workers workers,
    Selections selections,
    StepInvariance invariance,
    StatisticsSelectors statisticsSelectors,
    Remarks remarks,
    Observer observer) {
  boolean has(QueryFeature feature) {
    return options.has(feature);
  }

  boolean delaysNameRemoval() {
    return options.has(QueryFeature.DELAYED_NAME_REMOVAL);
  }

  long defaultSubqueryStepMillis() {
    return options.defaultSubqueryStep().toMillis();
  }

  /// Computes all columns of a source, in parallel, and accounts for them. Empty ones are left out.
  List<StepSeries> materialize(SeriesSource source) {
    if (source instanceof MaterializedSource(List<StepSeries> series)) {
      return series;
    }
    StepColumn[] columns = new StepColumn[source.size()];
    workers.forEach(
        columns.length,
        remarks,
        (index, worker) -> {
          columns[index] = compute(source, index, worker);
        });
    List<StepSeries> series = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      if (!columns[i].isEmpty()) {
        series.add(new StepSeries(source.labels(i), source.dropsName(i), columns[i]));
      }
    }
    return series;
  }

  /// Computes one column and accounts for it, unless that is done already.
  StepColumn compute(SeriesSource source, int index, Worker worker) throws IOException {
    StepColumn column = source.column(index, worker);
    if (!source.isHeld()) {
      limits.hold(column.sampleCount(), column.sizeBytes());
    }
    return column;
  }

  /// How much the query holds now; to be given to [#settle].
  Mark mark() {
    return new Mark(limits.samplesHeld(), limits.bytesHeld());
  }

  /// Accounts for a result, and no longer for what was held to compute it since the mark.
  List<StepSeries> settle(Mark mark, List<StepSeries> result) {
    limits.releaseTo(mark.samples, mark.bytes);
    for (StepSeries series : result) {
      limits.hold(series.column().sampleCount(), series.column().sizeBytes());
    }
    return result;
  }

  /// What was held at some moment.
  record Mark(long samples, long bytes) {}
}
