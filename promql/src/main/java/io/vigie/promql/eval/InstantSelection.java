package io.vigie.promql.eval;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Series;
import io.vigie.model.metric.Staleness;
import io.vigie.promql.value.HistogramSize;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.io.IOException;
import java.util.List;

/// A selector without a range: at every step the newest sample that is not older than the look-back
/// delta, unless it is a stale marker.
final class InstantSelection implements SeriesSource {
  /// What of the sample is the result.
  enum Aspect {
    SAMPLE,
    /// The sample, of a histogram only count and sum ([HistogramSummary]).
    SUMMARY,
    /// Its timestamp in seconds (`timestamp`).
    TIMESTAMP,
    /// Its start timestamp in seconds (`start_timestamp`).
    START_TIMESTAMP
  }

  private final List<Series> series;
  private final SelectorTimes times;
  private final Aspect aspect;
  private final Scope scope;
  private final QueryContext context;

  InstantSelection(
      List<Series> series, SelectorTimes times, Aspect aspect, Scope scope, QueryContext context) {
    this.series = series;
    this.times = times;
    this.aspect = aspect;
    this.scope = scope;
    this.context = context;
  }

  private boolean keepsName() {
    return aspect == Aspect.SAMPLE || aspect == Aspect.SUMMARY;
  }

  @Override
  public int size() {
    return series.size();
  }

  @Override
  public Labels labels(int index) {
    Labels labels = series.get(index).labels();
    return keepsName() || context.delaysNameRemoval() ? labels : StepSeries.withoutMetadata(labels);
  }

  @Override
  public boolean dropsName(int index) {
    return !keepsName();
  }

  @Override
  public boolean isHeld() {
    return false;
  }

  @Override
  public StepColumn column(int index, Worker worker) throws IOException {
    context.limits().check();
    SampleBuffer buffer = worker.buffer();
    buffer.clear();
    read(series.get(index), buffer);
    StepColumn column = StepColumn.missing(scope.grid().steps());
    fill(buffer, column);
    return column;
  }

  /// Reads look-back by look-back where steps are far apart, otherwise everything at once. Of a
  /// single step only the newest sample matters, unless a histogram's count is told from the one
  /// before.
  private void read(Series one, SampleBuffer buffer) throws IOException {
    long lookback = context.lookbackMillis();
    if (scope.grid().steps() == 1 && aspect != Aspect.SUMMARY) {
      one.readNewest(times.firstMillis() - lookback + 1, times.lastMillis(), buffer);
      return;
    }
    if (times.stepMillis() <= lookback) {
      one.read(times.firstMillis() - lookback + 1, times.lastMillis(), buffer);
      return;
    }
    for (int step = 0; step < scope.grid().steps(); step++) {
      one.read(times.millis(step) - lookback + 1, times.millis(step), buffer);
    }
  }

  /// Hot loop: one pass over samples and steps together.
  private void fill(SampleBuffer buffer, StepColumn column) {
    long[] timestamps = buffer.timestampsMillis();
    double[] values = buffer.values();
    int size = buffer.size();
    long lookback = context.lookbackMillis();
    boolean plain = keepsName() && !buffer.hasHistograms();
    double[] out = column.values();
    boolean perStep = scope.counts().perStep();
    long looked = 0;
    int next = 0;
    for (int step = 0; step < out.length; step++) {
      long reference = times.millis(step);
      while (next < size && timestamps[next] <= reference) {
        next++;
      }
      int found = next - 1;
      if (found < 0
          || timestamps[found] <= reference - lookback
          || Staleness.isMarker(values[found])) {
        continue;
      }
      long weight = 1;
      if (plain) {
        out[step] = values[found];
      } else {
        weight = setAspect(buffer, found, column, step);
      }
      looked += weight;
      if (perStep) {
        scope.counts().addAtStep(step, weight, weight);
      }
    }
    scope.counts().add(looked, looked);
  }

  private long setAspect(SampleBuffer buffer, int found, StepColumn column, int step) {
    switch (aspect) {
      case TIMESTAMP -> column.set(step, buffer.timestampsMillis()[found] / 1000.0);
      case START_TIMESTAMP -> column.set(step, buffer.startTimestampMillis(found) / 1000.0);
      case SAMPLE, SUMMARY -> {
        if (buffer.isHistogram(found)) {
          Histogram histogram = histogram(buffer, found, times.millis(step));
          column.set(step, histogram);
          return HistogramSize.samples(histogram);
        }
        column.set(step, buffer.values()[found]);
      }
    }
    return 1;
  }

  private Histogram histogram(SampleBuffer buffer, int found, long referenceMillis) {
    Histogram histogram = buffer.histogram(found);
    if (aspect == Aspect.SAMPLE) {
      return histogram;
    }
    long readFromMillis = referenceMillis - context.lookbackMillis();
    return HistogramSummary.of(histogram, HistogramSummary.before(buffer, found, readFromMillis));
  }
}
