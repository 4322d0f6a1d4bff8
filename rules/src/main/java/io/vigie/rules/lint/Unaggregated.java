package io.vigie.rules.lint;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.rules.file.RuleDefinition;
import java.util.Optional;

/// A threshold for a whole that every part is compared with alone.
final class Unaggregated implements Check {
  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    return Shapes.comparisons(root).stream()
        .filter(comparison -> comparison.isAbove() && comparison.threshold() >= 1)
        .filter(comparison -> addsUp(comparison.vector(), around.metrics()))
        .findFirst()
        .flatMap(comparison ->
            Problem.note(
                Wording.of(
                    "unaggregated-rate",
                    "each label set is compared alone, so the threshold may never be reached"
                        + " although the sum is far above it"),
                Shapes.replaced(
                    root,
                    comparison.node().left(),
                    "sum by (job) (" + Printer.print(comparison.vector()) + ")")));
  }

  private static boolean addsUp(Expr vector, KnownMetrics metrics) {
    return Shapes.rated(vector)
        .filter(selector -> !MetricKind.isGauge(Shapes.metric(selector), metrics))
        .isPresent();
  }
}
