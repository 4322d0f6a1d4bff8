package io.vigie.rules.lint;

import io.vigie.promql.ast.AggregateOperator;
import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Selectors;
import io.vigie.rules.file.RuleDefinition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A ratio from 0 to 1 with a percent sign behind it.
final class RatioAsPercent implements Check {
  private static final Pattern PERCENT =
      Pattern.compile("\\{\\{-?\\s*\\$value\\s*(\\|[^}]*)?-?\\}\\}\\s?%");

  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    if (!(rule instanceof RuleDefinition.Alerting alert)
        || !isRatio(value(rule), around.metrics())) {
      return Optional.empty();
    }
    boolean printed =
        alert.annotations().toMap().values().stream()
            .anyMatch(text -> PERCENT.matcher(text).find());
    return printed
        ? Problem.warning(
            Wording.of(
                "ratio-as-percent",
                "the value is a ratio from 0 to 1: 7 % would be printed as 0.07%"),
            "{{ $value | humanizePercentage }}")
        : Optional.empty();
  }

  /// What `$value` is.
  private static Expr value(RuleDefinition rule) {
    Expr root = Shapes.bare(rule.expression().tree());
    return root instanceof Expr.Binary comparison && !Shapes.comparisons(comparison).isEmpty()
        ? Shapes.bare(comparison.left())
        : root;
  }

  static boolean isRatio(Expr expr, KnownMetrics metrics) {
    return switch (Shapes.bare(expr)) {
      case Expr.VectorSelector selector -> isRecordedRatio(Shapes.metric(selector), metrics);
      case Expr.Binary binary when binary.operator() == BinaryOperator.DIVIDE ->
          binary.matchesVectors() && !isPercent(binary.left()) && !isAverage(binary);
      case Expr.Binary binary when binary.operator() == BinaryOperator.SUBTRACT ->
          Shapes.number(binary.left()).orElse(0) == 1 && isRatio(binary.right(), metrics);
      case Expr other -> other instanceof Expr.Aggregation group && isRatio(group.expr(), metrics);
    };
  }

  /// Of another recorded metric it is not asked further.
  private static boolean isRecordedRatio(String metric, KnownMetrics metrics) {
    List<Expr> recorded = metrics.recordedAs(metric);
    return !recorded.isEmpty()
        && recorded.stream().allMatch(expr -> isRatio(expr, KnownMetrics.NONE));
  }

  /// A sum over how many there are is in the unit of what is added up, unless that is 0 or 1.
  private static boolean isAverage(Expr.Binary division) {
    boolean countsOnRight = isCount(division.right()) && !isCount(division.left());
    boolean ofSummary = endsIn(division.left(), "_sum") && endsIn(division.right(), "_count");
    return (countsOnRight && !endsIn(division.left(), "up") && !endsIn(division.left(), "_success"))
        || ofSummary;
  }

  private static boolean isCount(Expr expr) {
    return Shapes.bare(expr) instanceof Expr.Aggregation group
        && group.operator() == AggregateOperator.COUNT;
  }

  private static boolean endsIn(Expr expr, String end) {
    return Selectors.in(expr).stream().map(Shapes::metric).anyMatch(name -> name.endsWith(end));
  }

  private static boolean isPercent(Expr expr) {
    return Shapes.bare(expr) instanceof Expr.Binary product
        && product.operator() == BinaryOperator.MULTIPLY
        && (Shapes.number(product.left()).orElse(0) == 100
            || Shapes.number(product.right()).orElse(0) == 100);
  }
}
