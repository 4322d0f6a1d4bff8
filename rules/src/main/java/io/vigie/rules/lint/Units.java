package io.vigie.rules.lint;

import io.vigie.model.metric.MetricMetadata;
import io.vigie.promql.ast.AggregateOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Selectors;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Units of what expressions give: those that targets tell, or else those that names end in. The
/// empty text stands for a unit that nobody knows, or none.
final class Units {
  static final String PERCENT = "percent";
  static final String RATIO = "ratio";

  private static final Map<String, String> OTHER_WORDS =
      Map.of("percentage", PERCENT, "millis", "milliseconds", "ms", "milliseconds");

  private static final Set<String> KNOWN =
      Set.of(
          "seconds",
          "milliseconds",
          "microseconds",
          "nanoseconds",
          "minutes",
          "hours",
          "days",
          "bytes",
          "kilobytes",
          "megabytes",
          "bits",
          "joules",
          "watts",
          "volts",
          "amperes",
          "celsius",
          "fahrenheit",
          "hertz",
          PERCENT,
          RATIO);

  /// What is the same but for a factor.
  private static final List<Set<String>> DIMENSIONS =
      List.of(
          Set.of(
              "seconds", "milliseconds", "microseconds", "nanoseconds", "minutes", "hours", "days"),
          Set.of("bytes", "kilobytes", "megabytes", "bits"),
          Set.of(PERCENT, RATIO));

  private static final Set<String> KEEPING =
      Set.of(
          "increase",
          "delta",
          "idelta",
          "avg_over_time",
          "min_over_time",
          "max_over_time",
          "last_over_time",
          "first_over_time",
          "sum_over_time",
          "quantile_over_time",
          "predict_linear",
          "abs",
          "ceil",
          "floor",
          "round",
          "clamp",
          "clamp_min",
          "clamp_max",
          "sort",
          "sort_desc",
          "label_replace",
          "label_join");

  private static final Set<AggregateOperator> KEEPING_AGGREGATIONS =
      Set.of(
          AggregateOperator.SUM,
          AggregateOperator.AVG,
          AggregateOperator.MIN,
          AggregateOperator.MAX,
          AggregateOperator.TOPK,
          AggregateOperator.BOTTOMK,
          AggregateOperator.QUANTILE);

  private Units() {}

  /// Whether one is the other but for a factor.
  static boolean differByFactor(String one, String other) {
    return !one.equals(other)
        && DIMENSIONS.stream().anyMatch(all -> all.contains(one) && all.contains(other));
  }

  static String ofMetric(String metric, KnownMetrics metrics) {
    if (metric.endsWith("_count") || metric.endsWith("_bucket")) {
      return "";
    }
    String said = metrics.metadata(metric).map(MetricMetadata::unit).orElse("");
    return known(said.isEmpty() ? metric.replaceFirst("_(total|sum)$", "") : said);
  }

  private static String known(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('_'), name.lastIndexOf(':')) + 1);
    String word = OTHER_WORDS.getOrDefault(last, last);
    return KNOWN.contains(word) ? word : "";
  }

  static String of(Expr expr, KnownMetrics metrics) {
    return switch (expr) {
      case Expr.VectorSelector selector -> ofMetric(Shapes.metric(selector), metrics);
      case Expr.MatrixSelector range -> of(range.selector(), metrics);
      case Expr.Subquery subquery -> of(subquery.expr(), metrics);
      case Expr.Parenthesized(Expr inner, _) -> of(inner, metrics);
      case Expr.Unary unary -> of(unary.operand(), metrics);
      case Expr.Aggregation group ->
          KEEPING_AGGREGATIONS.contains(group.operator()) ? of(group.expr(), metrics) : "";
      case Expr.Call call -> ofCall(call, metrics);
      case Expr.Binary binary -> ofBinary(binary, metrics);
      case Expr.NumberLiteral _, Expr.StringLiteral _ -> "";
    };
  }

  private static String ofCall(Expr.Call call, KnownMetrics metrics) {
    String name = call.function().name();
    if (name.equals("time") || name.equals("timestamp")) {
      return "seconds";
    }
    if (name.equals("histogram_quantile")) {
      return Selectors.in(call).stream()
          .map(Shapes::metric)
          .map(metric -> ofMetric(metric.replaceFirst("_bucket$", ""), metrics))
          .findFirst()
          .orElse("");
    }
    return KEEPING.contains(name)
        ? call.arguments().stream()
            .map(argument -> of(argument, metrics))
            .filter(unit -> !unit.isEmpty())
            .findFirst()
            .orElse("")
        : "";
  }

  /// Products and quotients have another unit, or none that a name could tell.
  private static String ofBinary(Expr.Binary binary, KnownMetrics metrics) {
    return switch (binary.operator().kind()) {
      case COMPARISON -> binary.returnBool() ? "" : of(binary.left(), metrics);
      case SET -> of(binary.left(), metrics);
      case ARITHMETIC, TRIM ->
          switch (binary.operator()) {
            case ADD, SUBTRACT -> sum(of(binary.left(), metrics), of(binary.right(), metrics));
            default -> "";
          };
    };
  }

  private static String sum(String left, String right) {
    return left.isEmpty() || left.equals(right) ? right : right.isEmpty() ? left : "";
  }
}
