package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.ast.Span;
import io.vigie.promql.function.FunctionException;
import io.vigie.promql.function.PromqlFunction;
import io.vigie.promql.function.RangeCall;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A range function over the windows of series.
final class RangeFunctionSource implements SeriesSource {
  /// The call, apart from the series.
  ///
  /// @param scalars the scalar arguments in order
  /// @param needsNoBuckets whether of histograms only count and sum matter
  /// @param firstArgument where the first argument stands
  /// @param countsRead whether the samples come from the store
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Call(
      String name,
      PromqlFunction.OverRange function,
      double[][] scalars,
      long rangeMillis,
      SelectorTimes times,
      RangeEdges edges,
      boolean needsNoBuckets,
      Span firstArgument,
      boolean countsRead) {}

  private final SampleSource samples;
  private final Call call;
  private final Scope scope;
  private final QueryContext context;
  private final RangeCall.WindowEnds windowEnds;

  /// Ends of the windows that samples are looked for in, which may reach beyond the range.
  private final SelectorTimes reachEnds;

  private final long reachMillis;
  private final boolean withStarts;

  /// Labels once asked for. Threads may put in the same twice, which does no harm.
  private final @Nullable Labels[] labels;

  RangeFunctionSource(SampleSource samples, Call call, Scope scope, QueryContext context) {
    this.samples = samples;
    this.call = call;
    this.scope = scope;
    this.context = context;
    SelectorTimes times = call.times;
    this.windowEnds = new RangeCall.WindowEnds(times.firstMillis(), times.stepMillis());
    long after = call.edges == RangeEdges.SMOOTHED ? context.lookbackMillis() : 0;
    long before = call.edges == RangeEdges.PLAIN ? 0 : context.lookbackMillis();
    this.reachEnds =
        new SelectorTimes(
            times.firstMillis() + after, times.stepMillis(), times.lastMillis() + after);
    this.reachMillis = before + call.rangeMillis + after;
    this.withStarts =
        call.function.usesStartTimestamps() && context.has(QueryFeature.USE_START_TIMESTAMPS);
    this.labels = new Labels[samples.size()];
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public Labels labels(int index) {
    Labels known = labels[index];
    if (known == null) {
      known = samples.labels(index);
      if (dropsName(index) && !context.delaysNameRemoval()) {
        known = StepSeries.withoutMetadata(known);
      }
      labels[index] = known;
    }
    return known;
  }

  @Override
  public boolean dropsName(int index) {
    return !call.function.keepsName() || samples.dropsName(index);
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
    read(index, buffer);
    RangeWindows windows = worker.windows();
    int steps = scope.grid().steps();
    windows.arrange(
        buffer,
        new RangeWindows.Wanted(withStarts, call.needsNoBuckets),
        reachEnds,
        reachMillis,
        steps);
    windows.count(scope.counts(), call.countsRead);
    StepColumn out = StepColumn.missing(steps);
    Labels ofSamples = samples.labels(index);
    evaluate(ofSamples, windows, worker, out);
    remarkPossiblyNoCounter(ofSamples, out, worker);
    return out;
  }

  /// Reads window by window where windows are far apart, otherwise everything at once.
  private void read(int index, SampleBuffer buffer) throws IOException {
    long step = reachEnds.stepMillis();
    if (step <= reachMillis) {
      samples.read(
          index, reachEnds.firstMillis() - reachMillis + 1, reachEnds.lastMillis(), buffer);
      return;
    }
    for (int i = 0; i < scope.grid().steps(); i++) {
      long end = reachEnds.millis(i);
      samples.read(index, end - reachMillis + 1, end, buffer);
    }
  }

  private void evaluate(Labels labels, RangeWindows windows, Worker worker, StepColumn out) {
    RangeCall rangeCall =
        new RangeCall(
            scope.grid(),
            labels.metricName(),
            windows.floats(),
            windows.histograms(),
            call.scalars,
            call.rangeMillis,
            windowEnds,
            call.edges,
            call.firstArgument,
            worker.remarks(),
            context.limits()::check);
    try {
      call.function.function().evaluate(rangeCall, out);
    } catch (FunctionException e) {
      throw QueryException.of(QueryException.Kind.EXECUTION, e);
    }
  }

  private void remarkPossiblyNoCounter(Labels labels, StepColumn out, Worker worker) {
    if (!(call.name.equals("rate") || call.name.equals("increase"))
        || !hasFloat(out)
        || !labels.has(Labels.METRIC_NAME)) {
      return;
    }
    String name = labels.metricName();
    if (context.has(QueryFeature.TYPE_AND_UNIT_LABELS)) {
      String type = labels.get("__type__");
      if (!type.equals("counter") && !type.equals("histogram")) {
        worker.remarks().possiblyNoCounterByType(name, type, call.firstArgument);
      }
    } else if (!name.endsWith("_total")
        && !name.endsWith("_sum")
        && !name.endsWith("_count")
        && !name.endsWith("_bucket")) {
      worker.remarks().possiblyNoCounter(name, call.firstArgument);
    }
  }

  private static boolean hasFloat(StepColumn column) {
    for (int step = 0; step < column.steps(); step++) {
      if (column.isPresent(step) && !column.isHistogram(step)) {
        return true;
      }
    }
    return false;
  }
}
