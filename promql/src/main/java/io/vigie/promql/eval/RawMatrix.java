package io.vigie.promql.eval;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Staleness;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.RangeEdges;
import io.vigie.promql.value.HistogramSize;
import io.vigie.promql.value.MatrixSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The samples of a range selector as they are: what an instant query for `up[5m]` answers.
final class RawMatrix {
  private final QueryContext context;
  private final Scope scope;
  private final Expr.MatrixSelector expr;
  private final RangeEdges edges;
  private final long startMillis;
  private final long endMillis;

  RawMatrix(QueryContext context, Scope scope, Expr.MatrixSelector expr) {
    this.context = context;
    this.scope = scope;
    this.expr = expr;
    this.edges = expr.selector().edges();
    this.endMillis = SelectorTimes.of(expr.selector().shift(), scope.grid()).firstMillis();
    this.startMillis = endMillis - expr.range().constantMillis();
  }

  List<MatrixSeries> read() {
    SampleSource samples =
        context
            .observer()
            .samples(expr, new StoredSamples(context.selections().series(expr.selector())));
    TimeRange range =
        SelectorTimes.of(expr.selector().shift(), scope.grid())
            .windowRange(expr.range().constantMillis(), context.lookbackMillis(), edges);
    @Nullable MatrixSeries[] series = new MatrixSeries[samples.size()];
    context
        .workers()
        .forEach(
            series.length,
            context.remarks(),
            (index, worker) -> series[index] = read(samples, index, range, worker.buffer()));
    List<MatrixSeries> nonEmpty = new ArrayList<>();
    for (MatrixSeries one : series) {
      if (one != null && one.size() > 0) {
        nonEmpty.add(one);
      }
    }
    return nonEmpty;
  }

  private MatrixSeries read(SampleSource samples, int index, TimeRange range, SampleBuffer buffer)
      throws IOException {
    context.limits().check();
    buffer.clear();
    samples.read(index, range.minMillis(), range.maxMillis(), buffer);
    int size = buffer.size();
    long[] timestamps = new long[size];
    double[] values = new double[size];
    @Nullable Histogram[] histograms = new Histogram[buffer.hasHistograms() ? size : 0];
    int kept = 0;
    long weight = 0;
    for (int i = 0; i < size; i++) {
      if (Staleness.isMarker(buffer.values()[i])) {
        continue;
      }
      timestamps[kept] = buffer.timestampsMillis()[i];
      values[kept] = buffer.values()[i];
      weight++;
      if (buffer.isHistogram(i)) {
        histograms[kept] = buffer.histogram(i);
        weight += HistogramSize.samples(buffer.histogram(i)) - 1;
      }
      kept++;
    }
    context.limits().hold(weight, 16 * weight);
    scope.counts().add(weight, weight);
    scope.counts().addAtStep(0, weight, weight);
    MatrixSeries raw =
        MatrixSeries.of(
            samples.labels(index),
            Arrays.copyOf(timestamps, kept),
            Arrays.copyOf(values, kept),
            histograms.length == 0 ? histograms : Arrays.copyOf(histograms, kept));
    return edges == RangeEdges.PLAIN ? raw : withEdges(raw);
  }

  /// Only what lies inside the range, with values at its ends.
  private MatrixSeries withEdges(MatrixSeries raw) {
    if (raw.hasHistograms()) {
      String modifier = edges == RangeEdges.ANCHORED ? "anchored" : "smoothed";
      throw new QueryException(
          QueryException.Kind.EXECUTION, modifier + " modifier is not supported with histograms");
    }
    boolean smoothed = edges == RangeEdges.SMOOTHED;
    int last = raw.size() - 1;
    int first = 0;
    while (first < last && raw.timestampMillis(first + 1) <= startMillis) {
      first++;
    }
    for (int i = first; smoothed && i < last; i++) {
      if (raw.timestampMillis(i) >= endMillis) {
        last = i;
      }
    }
    if (last < 0 || raw.timestampMillis(last) <= startMillis) {
      return MatrixSeries.of(raw.labels(), new long[0], new double[0]);
    }
    boolean leftBetween = smoothed && raw.timestampMillis(first) < startMillis;
    boolean rightBetween = smoothed && last > 0 && raw.timestampMillis(last) > endMillis;
    double left = leftBetween ? between(raw, first, startMillis) : raw.value(first);
    double right = rightBetween ? between(raw, last - 1, endMillis) : raw.value(last);
    return assemble(raw, first, last, left, right);
  }

  private MatrixSeries assemble(MatrixSeries raw, int first, int last, double left, double right) {
    List<Integer> inside = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      if (raw.timestampMillis(i) > startMillis && raw.timestampMillis(i) < endMillis) {
        inside.add(i);
      }
    }
    int size = inside.size() + 2;
    long[] timestamps = new long[size];
    double[] values = new double[size];
    timestamps[0] = startMillis;
    values[0] = left;
    for (int i = 0; i < inside.size(); i++) {
      int from = Objects.requireNonNull(inside.get(i));
      timestamps[i + 1] = raw.timestampMillis(from);
      values[i + 1] = raw.value(from);
    }
    timestamps[size - 1] = endMillis;
    values[size - 1] = right;
    return MatrixSeries.of(raw.labels(), timestamps, values);
  }

  private static double between(MatrixSeries raw, int position, long atMillis) {
    double before = raw.value(position);
    double after = raw.value(position + 1);
    double fraction =
        (double) (atMillis - raw.timestampMillis(position))
            / (raw.timestampMillis(position + 1) - raw.timestampMillis(position));
    return before + (after - before) * fraction;
  }
}
