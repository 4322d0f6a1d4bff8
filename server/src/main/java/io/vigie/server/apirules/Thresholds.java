package io.vigie.server.apirules;

import io.vigie.model.metric.MetricNames;
import io.vigie.server.views.FieldMapping;
import io.vigie.server.views.FieldMapping.View;
import java.util.Map;
import java.util.Optional;

/// Makes an expression of a metric, an operator and a threshold.
public final class Thresholds {
  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry(">", ">"),
          Map.entry(">=", ">="),
          Map.entry("<", "<"),
          Map.entry("<=", "<="),
          Map.entry("==", "=="),
          Map.entry("!=", "!="),
          Map.entry("gt", ">"),
          Map.entry("gte", ">="),
          Map.entry("lt", "<"),
          Map.entry("lte", "<="),
          Map.entry("eq", "=="),
          Map.entry("ne", "!="));

  private Thresholds() {}

  /// @param metric name of a metric, or path of a field such as `system.cpu.usagePercent`
  /// @throws IllegalArgumentException if metric or operator are none; the message says why
  public static String expression(
      FieldMapping fields, String metric, String operator, double threshold) {
    String comparison = OPERATORS.get(operator);
    if (comparison == null) {
      throw new IllegalArgumentException(
          "condition: \""
              + operator
              + "\": there are >, >=, <, <=, ==, != and gt, gte, lt, lte, eq, ne");
    }
    String left =
        field(fields, metric)
            .map(expression -> "(" + expression + ")")
            .orElseGet(() -> checked(metric));
    return left + " " + comparison + " " + text(threshold);
  }

  /// The expression of a field, by its path.
  public static Optional<String> field(FieldMapping fields, String path) {
    for (View view : View.values()) {
      if (path.startsWith(view.word() + ".")) {
        return Optional.ofNullable(fields.of(view).get(path.substring(view.word().length() + 1)))
            .filter(expression -> !expression.isBlank());
      }
    }
    return Optional.empty();
  }

  private static String checked(String metric) {
    if (!MetricNames.isLegacyMetricName(metric)) {
      throw new IllegalArgumentException(
          "metricName: \""
              + metric
              + "\" is neither the name of a metric nor a field with data, such as"
              + " system.cpu.usagePercent");
    }
    return metric;
  }

  private static String text(double threshold) {
    return threshold == Math.rint(threshold) && Math.abs(threshold) < 1e15
        ? Long.toString((long) threshold)
        : Double.toString(threshold);
  }
}
