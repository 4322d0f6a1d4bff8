package io.vigie.promql.function;

import io.vigie.model.metric.Labels;
import io.vigie.promql.value.StepSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// `sort`, `sort_desc`, `sort_by_label`, `sort_by_label_desc`. In a range query they change
/// nothing, since its result is always sorted by labels.
final class SortFunctions {
  private SortFunctions() {}

  static List<StepSeries> ascending(VectorCall call) {
    return byValue(call, Comparator.comparingDouble(SortFunctions::value));
  }

  static List<StepSeries> descending(VectorCall call) {
    return byValue(call, Comparator.comparingDouble(SortFunctions::value).reversed());
  }

  private static double value(StepSeries series) {
    return series.column().value(0);
  }

  private static List<StepSeries> byValue(VectorCall call, Comparator<StepSeries> order) {
    List<StepSeries> floats = new ArrayList<>();
    for (StepSeries series : call.vector(0)) {
      removeHistograms(series);
      if (!series.column().isEmpty()) {
        floats.add(series);
      }
    }
    if (isRange(call)) {
      return floats;
    }
    Comparator<StepSeries> nanLast =
        Comparator.comparing((StepSeries series) -> Double.isNaN(value(series)));
    floats.sort(nanLast.thenComparing(order));
    return floats;
  }

  private static void removeHistograms(StepSeries series) {
    for (int step = 0; step < series.column().steps(); step++) {
      if (series.column().isHistogram(step)) {
        series.column().remove(step);
      }
    }
  }

  private static boolean isRange(VectorCall call) {
    if (call.grid().isInstant()) {
      return false;
    }
    call.remarks().sortInRangeQuery(call.span());
    return true;
  }

  static List<StepSeries> byLabel(VectorCall call) {
    return byLabel(call, labelOrder(call));
  }

  static List<StepSeries> byLabelDescending(VectorCall call) {
    return byLabel(call, labelOrder(call).reversed());
  }

  private static List<StepSeries> byLabel(VectorCall call, Comparator<Labels> order) {
    List<StepSeries> series = new ArrayList<>(call.vector(0));
    if (!isRange(call)) {
      series.sort(Comparator.comparing(StepSeries::labels, order));
    }
    return series;
  }

  private static Comparator<Labels> labelOrder(VectorCall call) {
    Comparator<Labels> order = (_, _) -> 0;
    for (int i = 1; i < call.argumentCount(); i++) {
      String name = call.text(i);
      order = order.thenComparing(labels -> labels.get(name), NaturalOrder::compare);
    }
    return order.thenComparing(Comparator.naturalOrder());
  }
}
