package io.vigie.promql.eval;

import io.vigie.model.metric.FloatText;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import io.vigie.promql.ast.AggregateOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.ast.Span;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Folds the series of a vector into groups. Group keys are computed once per series; columns are
/// computed in batches and let go as soon as they are folded, so that memory grows with groups and
/// steps, not with series.
final class Aggregations {
  /// Series computed at once. Large enough to keep all cores busy, small enough to be let go soon.
  private static final int BATCH = 256;

  /// With fewer steps than this, folding is not worth spreading over threads.
  private static final int MIN_STEPS_PER_SLICE = 64;

  private final Expr.Aggregation expr;
  private final QueryContext context;
  private final int steps;
  private final Span span;

  /// Which group each input series belongs to.
  private int[] groupOfSeries = {};

  /// Labels of the groups in the order in which they were met.
  private final List<Labels> groups = new ArrayList<>();

  Aggregations(Expr.Aggregation expr, QueryContext context, int steps) {
    this.expr = expr;
    this.context = context;
    this.steps = steps;
    this.span = expr.expr().span();
  }

  /// @param parameter values of the parameter per step; empty if it takes none or a text
  List<StepSeries> evaluate(SeriesSource source, double[] parameter, String text) {
    return switch (expr.operator()) {
      case SUM -> fold(source, new SumAccumulator(false, steps, span));
      case AVG -> fold(source, new SumAccumulator(true, steps, span));
      case COUNT, GROUP, MIN, MAX, STDDEV, STDVAR ->
          fold(source, new SimpleAccumulator(expr.operator(), steps, span));
      case QUANTILE -> {
        remarkInvalidQuantiles(parameter);
        yield fold(source, new QuantileAccumulator(parameter, span, context.limits()));
      }
      case TOPK, BOTTOMK -> topElements(source, parameter);
      case LIMITK -> limitCount(source, parameter);
      case LIMIT_RATIO -> limitRatio(source, parameter);
      case COUNT_VALUES -> countValues(source, text);
    };
  }

  private Span parameterSpan() {
    return expr.parameter().map(Expr::span).orElse(expr.span());
  }

  private void remarkInvalidQuantiles(double[] quantiles) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    boolean anyNaN = false;
    for (double quantile : quantiles) {
      anyNaN |= Double.isNaN(quantile);
      min = quantile < min ? quantile : min;
      max = quantile > max ? quantile : max;
    }
    if (anyNaN) {
      remarkInvalidQuantile(Double.NaN);
    }
    if (max > 1) {
      remarkInvalidQuantile(max);
    }
    if (min < 0) {
      remarkInvalidQuantile(min);
    }
  }

  private void remarkInvalidQuantile(double quantile) {
    if (isLiteral(expr.parameter())) {
      context.remarks().invalidQuantile(quantile, parameterSpan());
    } else {
      context.remarks().furthestQuantile(quantile, parameterSpan());
    }
  }

  private static boolean isLiteral(Optional<Expr> parameter) {
    return parameter.isPresent() && parameter.get() instanceof Expr.NumberLiteral;
  }

  /// Finds the group of every series.
  private void assignGroups(SeriesSource source) {
    GroupKeys keys = new GroupKeys(expr.grouping());
    Map<Labels, Integer> known = new HashMap<>();
    groupOfSeries = new int[source.size()];
    for (int i = 0; i < groupOfSeries.length; i++) {
      Labels key = keys.of(source.labels(i));
      Integer group = known.get(key);
      if (group == null) {
        group = groups.size();
        known.put(key, group);
        groups.add(key);
      }
      groupOfSeries[i] = group;
    }
  }

  private List<StepSeries> fold(SeriesSource source, Accumulator accumulator) {
    assignGroups(source);
    for (int i = 0; i < groups.size(); i++) {
      context.limits().hold(0, accumulator.groupBytes());
      accumulator.addGroup();
    }
    boolean[] dropsName = new boolean[groups.size()];
    inBatches(
        source,
        (index, column, from, to, remarks) ->
            accumulator.add(
                groupOfSeries[index],
                index,
                column,
                column.hasHistograms() ? source.labels(index).metricName() : "",
                from,
                to,
                remarks),
        (index, _) -> dropsName[groupOfSeries[index]] |= source.dropsName(index));
    List<StepSeries> results = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      StepColumn column = accumulator.result(i, context.remarks());
      if (!column.isEmpty()) {
        results.add(new StepSeries(groups.get(i), dropsName[i], column));
      }
    }
    return results;
  }

  /// Takes a column, or a part of it.
  @FunctionalInterface
  private interface ColumnConsumer {
    void accept(int index, StepColumn column, int fromStep, int toStep, Remarks remarks);
  }

  /// Takes note of a series that has samples.
  @FunctionalInterface
  private interface SeriesConsumer {
    void accept(int index, StepColumn column);
  }

  /// Computes the columns batch by batch, all cores on different series; then folds the batch, all
  /// cores on different steps, series in order, so that the result does not depend on threads.
  private void inBatches(SeriesSource source, ColumnConsumer consumer, SeriesConsumer nonEmpty) {
    for (int start = 0; start < source.size(); start += BATCH) {
      int first = start;
      StepColumn[] batch = new StepColumn[Math.min(BATCH, source.size() - start)];
      context
          .workers()
          .forEach(
              batch.length,
              context.remarks(),
              (index, worker) -> {
                batch[index] = context.compute(source, first + index, worker);
              });
      for (int i = 0; i < batch.length; i++) {
        if (!batch[i].isEmpty()) {
          nonEmpty.accept(first + i, batch[i]);
        }
      }
      foldBatch(first, batch, consumer);
      if (!source.isHeld()) {
        release(batch);
      }
    }
  }

  private void release(StepColumn[] batch) {
    for (StepColumn column : batch) {
      context.limits().hold(-column.sampleCount(), -column.sizeBytes());
    }
  }

  private void foldBatch(int first, StepColumn[] batch, ColumnConsumer consumer) {
    int slices =
        Math.max(1, Math.min(context.workers().parallelism(), steps / MIN_STEPS_PER_SLICE));
    context
        .workers()
        .forEachLarge(
            slices,
            context.remarks(),
            (slice, worker) -> {
              int from = (int) ((long) steps * slice / slices);
              int to = (int) ((long) steps * (slice + 1) / slices);
              for (int i = 0; i < batch.length; i++) {
                consumer.accept(first + i, batch[i], from, to, worker.remarks());
              }
            });
  }

  /// How many elements are wanted at each step.
  private int[] counts(double[] parameter, int most) {
    int[] counts = new int[parameter.length];
    if (max(parameter) < 1) {
      return counts;
    }
    for (int step = 0; step < counts.length; step++) {
      double wanted = parameter[step];
      if (Double.isNaN(wanted)) {
        throw new QueryException(QueryException.Kind.EXECUTION, "Parameter value is NaN");
      }
      if (wanted <= Long.MIN_VALUE) {
        throw outOfRange(wanted, "underflows");
      }
      if (wanted >= Math.nextDown(0x1p63)) {
        throw outOfRange(wanted, "overflows");
      }
      counts[step] = Math.clamp((long) wanted, 0, most);
    }
    return counts;
  }

  private static double max(double[] values) {
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isNaN(value)) {
        return Double.NaN;
      }
      max = Math.max(max, value);
    }
    return max;
  }

  private static QueryException outOfRange(double value, String how) {
    return new QueryException(
        QueryException.Kind.EXECUTION,
        "Scalar value " + FloatText.general(value) + " " + how + " int64");
  }

  private List<StepSeries> topElements(SeriesSource source, double[] parameter) {
    boolean largest = expr.operator() == AggregateOperator.TOPK;
    int[] counts = counts(parameter, source.size());
    TopElements elements = new TopElements(largest, counts, expr.span(), context.limits());
    assignGroups(source);
    groups.forEach(_ -> elements.addGroup());
    inBatches(
        source,
        (index, column, from, to, remarks) ->
            elements.add(groupOfSeries[index], index, column, from, to, remarks),
        (_, _) -> {});
    Map<Integer, StepColumn> columns = new LinkedHashMap<>();
    for (int group = 0; group < groups.size(); group++) {
      elements.forEach(
          group,
          (series, step, value) ->
              columns.computeIfAbsent(series, _ -> StepColumn.missing(steps)).set(step, value));
    }
    List<StepSeries> results = new ArrayList<>();
    columns.forEach((index, column) ->
        results.add(new StepSeries(source.labels(index), source.dropsName(index), column)));
    return results;
  }

  private List<StepSeries> limitCount(SeriesSource source, double[] parameter) {
    int[] counts = counts(parameter, source.size());
    assignGroups(source);
    int[][] taken = new int[groups.size()][steps];
    return choose(
        source,
        (index, step) ->
            taken[groupOfSeries[index]][step] < counts[step]
                && taken[groupOfSeries[index]][step]++ < counts[step]);
  }

  private List<StepSeries> limitRatio(SeriesSource source, double[] parameter) {
    remarkInvalidRatios(parameter);
    double[] shares = new double[source.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = LabelHash.share(source.labels(i));
    }
    return choose(
        source,
        (index, step) -> {
          double ratio = Math.clamp(parameter[step], -1.0, 1.0);
          return ratio >= 0 ? shares[index] < ratio : shares[index] >= 1 + ratio;
        });
  }

  private void remarkInvalidRatios(double[] ratios) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double ratio : ratios) {
      if (Double.isNaN(ratio)) {
        throw new QueryException(QueryException.Kind.EXECUTION, "Ratio value is NaN");
      }
      min = Math.min(min, ratio);
      max = Math.max(max, ratio);
    }
    if (max > 1) {
      context.remarks().furthestRatio(max, 1, parameterSpan());
    }
    if (min < -1) {
      context.remarks().furthestRatio(min, -1, parameterSpan());
    }
  }

  /// Decides on one sample.
  @FunctionalInterface
  private interface Choice {
    boolean test(int index, int step);
  }

  /// The samples that are chosen, as they are; batch by batch, so that the others are let go.
  private List<StepSeries> choose(SeriesSource source, Choice choice) {
    List<StepSeries> chosen = new ArrayList<>();
    inBatches(
        source,
        (index, column, from, to, _) -> {
          for (int step = from; step < to; step++) {
            if (column.isPresent(step) && !choice.test(index, step)) {
              column.remove(step);
            }
          }
        },
        (index, column) ->
            chosen.add(new StepSeries(source.labels(index), source.dropsName(index), column)));
    return chosen.stream().filter(series -> !series.column().isEmpty()).toList();
  }

  private List<StepSeries> countValues(SeriesSource source, String valueLabel) {
    if (!MetricNames.isUtf8Name(valueLabel)) {
      throw new QueryException(
          QueryException.Kind.EXECUTION, "invalid label name " + GoText.quote(valueLabel));
    }
    GroupKeys keys = new GroupKeys(expr.grouping(), Set.of(valueLabel));
    Map<Labels, StepColumn> counts = new LinkedHashMap<>();
    for (StepSeries series : context.materialize(source)) {
      context.limits().check();
      Map<String, StepColumn> ofSeries = new HashMap<>();
      for (int step = 0; step < steps; step++) {
        if (!series.column().isPresent(step)) {
          continue;
        }
        StepColumn column =
            ofSeries.computeIfAbsent(
                valueText(series.column(), step),
                text ->
                    counts.computeIfAbsent(
                        keys.of(series.labels().with(valueLabel, text)), _ -> countColumn()));
        column.set(step, column.isPresent(step) ? column.value(step) + 1 : 1);
      }
    }
    List<StepSeries> results = new ArrayList<>();
    counts.forEach((labels, column) -> results.add(new StepSeries(labels, false, column)));
    return results;
  }

  private StepColumn countColumn() {
    StepColumn column = StepColumn.missing(steps);
    context.limits().hold(0, column.sizeBytes());
    return column;
  }

  private static String valueText(StepColumn column, int step) {
    return column.isHistogram(step)
        ? String.valueOf(column.histogramOrNull(step))
        : FloatText.plain(column.value(step));
  }
}
