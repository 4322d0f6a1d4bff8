package io.vigie.promql.function;

import static io.vigie.promql.function.PromqlFunction.Edges.ANCHORED;
import static io.vigie.promql.function.PromqlFunction.Edges.ANCHORED_AND_SMOOTHED;
import static io.vigie.promql.function.PromqlFunction.Edges.PLAIN_ONLY;

import io.vigie.promql.function.PromqlFunction.Edges;
import io.vigie.promql.function.PromqlFunction.OverRange;
import io.vigie.promql.function.PromqlFunction.OverVectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every function by name, except those that look at the store themselves (`info`, `timestamp`,
/// `start_timestamp`) or at the query (`start`, `end`, `step`, `range`), which the evaluation
/// knows.
public final class Functions {
  private static final Map<String, PromqlFunction> BY_NAME = table();

  private Functions() {}

  public static Optional<PromqlFunction> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /// The range functions that take a selector modifier, ascending by name.
  public static List<String> namesTaking(Edges edges) {
    return BY_NAME.entrySet().stream()
        .filter(entry ->
            entry.getValue() instanceof OverRange range && range.edges().compareTo(edges) >= 0)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static Map<String, PromqlFunction> table() {
    Map<String, PromqlFunction> all = new HashMap<>();
    all.putAll(MathFunctions.all());
    all.putAll(DateFunctions.all());
    all.putAll(ScalarFunctions.all());
    all.putAll(HistogramStatistics.all());
    addRates(all);
    addOverTime(all);
    addVectors(all);
    return Map.copyOf(all);
  }

  private static void addRates(Map<String, PromqlFunction> all) {
    all.put("rate", rate(RateFunctions.Kind.RATE));
    all.put("increase", rate(RateFunctions.Kind.INCREASE));
    all.put(
        "delta",
        new OverRange(
            RateFunctions.of(RateFunctions.Kind.DELTA), false, ANCHORED_AND_SMOOTHED, false));
    all.put("irate", new OverRange(InstantRateFunctions::irate, false, PLAIN_ONLY, true));
    all.put("idelta", range(InstantRateFunctions::idelta));
    all.put("resets", new OverRange(ChangeFunctions::resets, false, ANCHORED, true));
    all.put("changes", new OverRange(ChangeFunctions::changes, false, ANCHORED, false));
    all.put("deriv", range(RegressionFunctions::derivative));
    all.put("predict_linear", range(RegressionFunctions::predictLinear));
    all.put("double_exponential_smoothing", range(RegressionFunctions::doubleExponentialSmoothing));
  }

  private static PromqlFunction rate(RateFunctions.Kind kind) {
    return new OverRange(RateFunctions.of(kind), false, ANCHORED_AND_SMOOTHED, true);
  }

  private static PromqlFunction range(RangeFunction function) {
    return new OverRange(function, false, PLAIN_ONLY, false);
  }

  private static void addOverTime(Map<String, PromqlFunction> all) {
    all.put("sum_over_time", range(OverTimeFunctions.sumOrAverage(false)));
    all.put("avg_over_time", range(OverTimeFunctions.sumOrAverage(true)));
    all.put("max_over_time", range(SlidingExtreme::max));
    all.put("min_over_time", range(SlidingExtreme::min));
    all.put("ts_of_max_over_time", floats(OverTimeFunctions::timeOfMax));
    all.put("ts_of_min_over_time", floats(OverTimeFunctions::timeOfMin));
    all.put("stddev_over_time", floats(OverTimeFunctions::deviation));
    all.put("stdvar_over_time", floats(OverTimeFunctions::variance));
    all.put("mad_over_time", floats(OverTimeFunctions::medianAbsoluteDeviation));
    all.put("quantile_over_time", range(OverTimeFunctions::quantile));
    all.put("count_over_time", range(OverTimeFunctions::count));
    all.put("present_over_time", range(OverTimeFunctions::present));
    all.put("absent_over_time", range(OverTimeFunctions::present));
    all.put("ts_of_first_over_time", range(OverTimeFunctions::timeOfFirst));
    all.put("ts_of_last_over_time", range(OverTimeFunctions::timeOfLast));
    all.put("first_over_time", new OverRange(OverTimeFunctions::first, true, PLAIN_ONLY, false));
    all.put("last_over_time", new OverRange(OverTimeFunctions::last, true, PLAIN_ONLY, false));
  }

  private static PromqlFunction floats(OverTimeFunctions.Window window) {
    return range(OverTimeFunctions.ofFloats(window));
  }

  private static void addVectors(Map<String, PromqlFunction> all) {
    all.put("absent", new OverVectors(AbsentFunctions::absent));
    all.put("label_replace", new OverVectors(LabelFunctions::replace));
    all.put("label_join", new OverVectors(LabelFunctions::join));
    all.put("sort", new OverVectors(SortFunctions::ascending));
    all.put("sort_desc", new OverVectors(SortFunctions::descending));
    all.put("sort_by_label", new OverVectors(SortFunctions::byLabel));
    all.put("sort_by_label_desc", new OverVectors(SortFunctions::byLabelDescending));
    all.put("histogram_quantile", new OverVectors(HistogramQuantileFunctions::quantile));
    all.put("histogram_quantiles", new OverVectors(HistogramQuantileFunctions::quantiles));
    all.put("histogram_fraction", new OverVectors(HistogramQuantileFunctions::fraction));
  }
}
