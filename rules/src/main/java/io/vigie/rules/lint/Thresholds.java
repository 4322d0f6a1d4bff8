package io.vigie.rules.lint;

import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.ast.Printer;
import io.vigie.rules.file.RuleDefinition;
import java.util.Optional;

/// Thresholds in another unit than what they are compared with, as far as targets and names tell.
final class Thresholds implements Check {
  private static final double MEBIBYTE = 1 << 20;

  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    return Shapes.comparisons(root).stream()
        .filter(comparison -> comparison.threshold() > 0)
        .flatMap(comparison -> problem(root, comparison, around.metrics()).stream())
        .findFirst();
  }

  private static Optional<Problem> problem(
      Expr root, Shapes.Comparison comparison, KnownMetrics metrics) {
    Scaled scaled = Scaled.of(comparison.vector());
    String metric = Shapes.labelledSelector(scaled.expr()).map(Shapes::metric).orElse("");
    String unit = Units.of(scaled.expr(), metrics);
    double threshold = comparison.threshold();
    String text = GoText.number(threshold);
    if (!metric.isEmpty()
        && unit.equals("bytes")
        && scaled.divisor() >= MEBIBYTE / 1.05
        && threshold <= 1) {
      String selector = Printer.print(scaled.expr());
      return Problem.warning(
          Wording.of(
              "unit-mismatch.share",
              "%s looks like a share of a limit, but is compared with an amount of memory",
              text),
          Shapes.replaced(root, comparison.node().left(), selector + " / " + metric + "_limit"));
    }
    if (unit.equals(Units.PERCENT) && scaled.divisor() == 1 && threshold < 1) {
      return Problem.warning(
          Wording.of(
              "unit-mismatch.percent",
              "%s counts from 0 to 100, and %s looks like a ratio from 0 to 1",
              named(scaled.expr(), metric),
              text),
          Shapes.replaced(root, comparison.node().right(), GoText.number(threshold * 100)));
    }
    return unit.equals(Units.RATIO) && scaled.divisor() == 1 && threshold > 2
        ? Problem.warning(
            Wording.of(
                "unit-mismatch.ratio",
                "%s counts from 0 to 1, and %s looks like a percentage",
                named(scaled.expr(), metric),
                text),
            Shapes.replaced(root, comparison.node().right(), GoText.number(threshold / 100)))
        : Optional.empty();
  }

  private static String named(Expr expr, String metric) {
    return metric.isEmpty() ? Printer.print(expr) : metric;
  }

  /// An expression without the numbers that it is divided by.
  private record Scaled(Expr expr, double divisor) {
    static Scaled of(Expr expr) {
      Expr bare = Shapes.bare(expr);
      if (bare instanceof Expr.Binary division
          && division.operator() == BinaryOperator.DIVIDE
          && Shapes.number(division.right()).isPresent()) {
        Scaled inner = of(division.left());
        return new Scaled(
            inner.expr, inner.divisor * Shapes.number(division.right()).getAsDouble());
      }
      return new Scaled(bare, 1);
    }
  }
}
