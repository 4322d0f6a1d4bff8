package io.vigie.rules.lint;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.value.VectorElement;
import io.vigie.rules.file.RuleDefinition;
import java.util.List;
import java.util.Optional;

/// Something called a percentage that is far above 100 and never falls: seconds of CPU since the
/// process began, most often.
final class CumulativePercent implements Check {
  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    return Shapes.comparisons(root).stream()
        .filter(Shapes.Comparison::isAbove)
        .flatMap(comparison -> problem(root, comparison, around.metrics()).stream())
        .findFirst();
  }

  private static Optional<Problem> problem(
      Expr root, Shapes.Comparison comparison, KnownMetrics metrics) {
    if (!(comparison.vector() instanceof Expr.VectorSelector selector)
        || !Units.of(selector, metrics).equals(Units.PERCENT)
        || !onlyGrows(selector, metrics)) {
      return Optional.empty();
    }
    return Problem.warning(
        Wording.of(
            "unit-mismatch.cumulative",
            "%s is above 100 and has not fallen for an hour: it is a sum since the process began (of"
                + " seconds, for CPU), not a percentage, and the condition holds for ever",
            Shapes.metric(selector)),
        Shapes.replaced(root, selector, "100 * rate(" + Shapes.range(selector, "5m") + ")"));
  }

  private static boolean onlyGrows(Expr.VectorSelector selector, KnownMetrics metrics) {
    String hour = Shapes.range(selector, "1h");
    List<VectorElement> above = metrics.now(Printer.print(selector) + " > 100");
    return !above.isEmpty()
        && metrics.now("resets(" + hour + ") > 0").isEmpty()
        && !metrics.now("delta(" + hour + ") > 0").isEmpty();
  }
}
