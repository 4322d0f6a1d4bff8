package io.vigie.rules.lint;

import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.rules.file.RuleDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// A counter compared with a number: it only ever grows.
final class RawCounter implements Check {
  @Override
  public Optional<Problem> look(RuleDefinition rule, Duration interval) {
    Expr root = rule.expression().tree();
    return Shapes.comparisons(root).stream()
        .filter(comparison -> isCounter(comparison.vector()))
        .findFirst()
        .flatMap(comparison -> problem(root, comparison));
  }

  private static boolean isCounter(Expr vector) {
    return vector instanceof Expr.VectorSelector selector
        && Shapes.metric(selector).endsWith("_total");
  }

  /// Whether the name is that of a gauge all the same: what is active now does not add up.
  private static boolean countsWhatIs(Expr vector) {
    String metric = Shapes.metric((Expr.VectorSelector) vector);
    return Stream.of("active_", "current_", "open_", "online_")
        .anyMatch(word -> metric.startsWith(word) || metric.contains("_" + word));
  }

  private static Optional<Problem> problem(Expr root, Shapes.Comparison comparison) {
    String selector = Printer.print(comparison.vector());
    if (comparison.is(BinaryOperator.EQUAL) && comparison.threshold() == 0) {
      return Problem.note(
          "zero-counter",
          "a name with _total is a counter's, and that is 0 only until it first counts: after each"
              + " restart, and, if it is a gauge after all, whenever nobody is there, such as at"
              + " night",
          countsWhatIs(comparison.vector())
              ? "max_over_time(" + selector + "[1h]) == 0"
              : "sum(increase(" + selector + "[1h])) == 0");
    }
    return comparison.isAbove()
        ? Problem.warning(
            "raw-counter",
            "a counter only grows: once above the threshold, the condition holds until the process"
                + " restarts",
            Shapes.replaced(
                root, comparison.node().left(), "sum by (job) (rate(" + selector + "[5m]))"))
        : Optional.empty();
  }
}
