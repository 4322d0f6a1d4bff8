package io.vigie.rules.lint;

import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.rules.file.RuleDefinition;
import java.util.Optional;

/// `== 0` on something that may not be there at all: then the condition does not hold either.
final class ZeroOfAbsent implements Check {
  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    if (!(rule instanceof RuleDefinition.Alerting) || asksForAbsence(root)) {
      return Optional.empty();
    }
    return Shapes.comparisons(root).stream()
        .filter(comparison -> comparison.is(BinaryOperator.EQUAL) && comparison.threshold() == 0)
        .flatMap(comparison -> problem(root, comparison).stream())
        .findFirst();
  }

  private static boolean asksForAbsence(Expr root) {
    return Shapes.nodes(root).stream()
        .anyMatch(node ->
            (node instanceof Expr.Call call && call.function().name().startsWith("absent"))
                || (node instanceof Expr.Binary binary && binary.operator() == BinaryOperator.OR));
  }

  private static Optional<Problem> problem(Expr root, Shapes.Comparison comparison) {
    String text = Printer.print(comparison.vector());
    if (Shapes.rated(comparison.vector()).isPresent()) {
      return Problem.warning(
          Wording.of(
              "zero-of-absent",
              "before the first event there is no series, and nothing to compare with 0; and each"
                  + " label set is compared alone"),
          Shapes.replaced(root, comparison.node().left(), "(sum(" + text + ") or vector(0))"));
    }
    boolean isUp =
        comparison.vector() instanceof Expr.VectorSelector selector
            && Shapes.metric(selector).equals("up");
    return isUp
        ? Problem.note(
            Wording.of(
                "vanished-target",
                "a target that is no longer discovered has no series \"up\": the alert stays silent"),
            Printer.print(root) + " or absent(" + text + ")")
        : Optional.empty();
  }
}
