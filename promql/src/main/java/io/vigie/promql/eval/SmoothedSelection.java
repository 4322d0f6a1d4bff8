package io.vigie.promql.eval;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Series;
import io.vigie.promql.ast.Span;
import io.vigie.promql.function.FloatWindows;
import io.vigie.promql.function.HistogramInterpolation;
import io.vigie.promql.function.HistogramWindows;
import io.vigie.promql.value.StepColumn;
import java.io.IOException;
import java.util.List;

/// A `smoothed` selector without a range: at every step the value interpolated between the samples
/// before and after it, each at most the look-back delta away.
final class SmoothedSelection implements SeriesSource {
  private final List<Series> series;
  private final SelectorTimes times;
  private final Span span;
  private final Scope scope;
  private final QueryContext context;

  SmoothedSelection(
      List<Series> series, SelectorTimes times, Span span, Scope scope, QueryContext context) {
    this.series = series;
    this.times = times;
    this.span = span;
    this.scope = scope;
    this.context = context;
  }

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
    return false;
  }

  @Override
  public boolean isHeld() {
    return false;
  }

  @Override
  public StepColumn column(int index, Worker worker) throws IOException {
    context.limits().check();
    long lookback = context.lookbackMillis();
    SampleBuffer buffer = worker.buffer();
    buffer.clear();
    series
        .get(index)
        .read(times.firstMillis() - lookback + 1, times.lastMillis() + lookback, buffer);
    SelectorTimes ends =
        new SelectorTimes(
            times.firstMillis() + lookback, times.stepMillis(), times.lastMillis() + lookback);
    int steps = scope.grid().steps();
    RangeWindows windows = worker.windows();
    windows.arrange(buffer, RangeWindows.Wanted.SAMPLES, ends, 2 * lookback, steps);
    windows.count(scope.counts(), true);
    StepColumn column = StepColumn.missing(steps);
    String name = labels(index).metricName();
    for (int step = 0; step < steps; step++) {
      boolean hasHistograms = windows.histograms().size(step) > 0;
      if (hasHistograms && windows.floats().size(step) > 0) {
        worker.remarks().mixedFloatsAndHistograms(name, span);
      } else if (hasHistograms) {
        smooth(windows.histograms(), step, name, worker, column);
      } else if (windows.floats().size(step) > 0) {
        smooth(windows.floats(), step, column);
      }
    }
    return column;
  }

  private void smooth(FloatWindows floats, int step, StepColumn column) {
    long at = times.millis(step);
    long[] timestamps = floats.timestampsMillis();
    double[] values = floats.values();
    int from = floats.from()[step];
    int to = floats.to()[step];
    int next = nextPosition(timestamps, from, to, at);
    if (next < to && timestamps[next] == at) {
      column.set(step, values[next]);
    } else if (next > from && next < to) {
      double fraction =
          (double) (at - timestamps[next - 1]) / (timestamps[next] - timestamps[next - 1]);
      column.set(step, values[next - 1] + (values[next] - values[next - 1]) * fraction);
    } else if (next > from) {
      column.set(step, values[next - 1]);
    }
  }

  private void smooth(
      HistogramWindows windows, int step, String name, Worker worker, StepColumn column) {
    long at = times.millis(step);
    long[] timestamps = windows.timestampsMillis();
    Histogram[] histograms = windows.histograms();
    int from = windows.from()[step];
    int to = windows.to()[step];
    int next = nextPosition(timestamps, from, to, at);
    if (next < to && timestamps[next] == at) {
      column.set(step, histograms[next]);
    } else if (next > from && next < to) {
      Histogram before = histograms[next - 1];
      Histogram after = histograms[next];
      boolean counter =
          before.resetHint() != ResetHint.GAUGE || after.resetHint() != ResetHint.GAUGE;
      Histogram between =
          before.usesCustomBuckets() == after.usesCustomBuckets()
              ? HistogramInterpolation.between(
                  before,
                  timestamps[next - 1],
                  after,
                  timestamps[next],
                  at,
                  counter,
                  new HistogramInterpolation.Place(name, span, worker.remarks()))
              : null;
      if (between != null) {
        column.set(step, between);
      } else {
        worker.remarks().mixedExponentialAndCustom(name, span);
      }
    } else if (next > from) {
      // What the sample says about a reset is about the sample before it, not about this step.
      column.set(step, histograms[next - 1].withResetHint(ResetHint.UNKNOWN));
    }
  }

  private static int nextPosition(long[] timestamps, int from, int to, long atMillis) {
    int position = from;
    while (position < to && timestamps[position] < atMillis) {
      position++;
    }
    return position;
  }
}
