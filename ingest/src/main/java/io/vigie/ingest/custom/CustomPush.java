package io.vigie.ingest.custom;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import io.vigie.model.metric.MetricType;
import java.util.List;
import java.util.Map;

/// One value that somebody pushes.
///
/// @param series name and labels
/// @param type counter, gauge or histogram
/// @param value to add, to set or to observe
/// @param bounds upper bounds of a new histogram's buckets, ascending, without the infinite one;
///   empty for the usual ones
/// @param business whether it is about the business rather than about machines
public record CustomPush(
    Labels series, MetricType type, double value, List<Double> bounds, boolean business) {
  private static final int MAX_BOUNDS = 100;

  /// @throws IllegalArgumentException if there cannot be such a value; the message says why
  public CustomPush {
    bounds = List.copyOf(bounds);
    switch (type) {
      case COUNTER -> {
        if (value < 0) {
          throw new IllegalArgumentException(
              "value: a counter only goes up, and " + value + " is negative; use a gauge");
        }
      }
      case GAUGE, HISTOGRAM -> {}
      case GAUGE_HISTOGRAM, SUMMARY, INFO, STATESET, UNKNOWN ->
          throw new IllegalArgumentException("type: there are counter, gauge and histogram");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value: " + value + " is not a number");
    }
    check(bounds);
  }

  private static void check(List<Double> bounds) {
    if (bounds.size() > MAX_BOUNDS) {
      throw new IllegalArgumentException("buckets: there may be " + MAX_BOUNDS + " at most");
    }
    for (int i = 0; i < bounds.size(); i++) {
      if (!Double.isFinite(bounds.get(i)) || (i > 0 && bounds.get(i) <= bounds.get(i - 1))) {
        throw new IllegalArgumentException("buckets: upper bounds must ascend");
      }
    }
  }

  /// Name and labels as a series.
  ///
  /// @throws IllegalArgumentException if one of the names is none
  public static Labels series(String name, Map<String, String> labels) {
    if (!MetricNames.isLegacyMetricName(name)) {
      throw new IllegalArgumentException(
          "name: \"" + name + "\" is no metric name: letters, digits, _ and :, as in orders_total");
    }
    for (Map.Entry<String, String> label : labels.entrySet()) {
      String key = label.getKey();
      if (!MetricNames.isLegacyLabelName(key) || key.startsWith("__") || key.equals("le")) {
        throw new IllegalArgumentException(
            "labels: \"" + key + "\" cannot be the name of a label here");
      }
      if (!MetricNames.isWellFormed(label.getValue())) {
        throw new IllegalArgumentException("labels: the value of \"" + key + "\" is not Unicode");
      }
    }
    return Labels.of(labels).with(Labels.METRIC_NAME, name);
  }
}
