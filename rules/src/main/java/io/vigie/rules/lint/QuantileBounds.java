package io.vigie.rules.lint;

import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.ast.Selectors;
import io.vigie.promql.ast.TimeShift;
import io.vigie.promql.value.VectorElement;
import io.vigie.rules.file.RuleDefinition;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// Thresholds outside of a histogram's buckets: a quantile is never above the highest bound, and
/// below the lowest it is guessed.
final class QuantileBounds implements Check {
  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    Optional<Problem> threshold =
        Shapes.comparisons(root).stream()
            .filter(Shapes.Comparison::isAbove)
            .filter(comparison -> isQuantile(comparison.vector()))
            .flatMap(comparison -> outside(root, comparison, around.metrics()).stream())
            .findFirst();
    return threshold.isPresent() ? threshold : saturated(root, around.metrics());
  }

  private static boolean isQuantile(Expr expr) {
    return expr instanceof Expr.Call call && call.function().name().equals("histogram_quantile");
  }

  private static Optional<Problem> outside(
      Expr root, Shapes.Comparison comparison, KnownMetrics metrics) {
    NavigableSet<Double> bounds = bounds(comparison.vector(), metrics);
    if (bounds.isEmpty()) {
      return Optional.empty();
    }
    double threshold = comparison.threshold();
    boolean isOutOfReach =
        comparison.is(BinaryOperator.GREATER)
            ? threshold >= bounds.last()
            : threshold > bounds.last();
    if (isOutOfReach) {
      return Problem.warning(
          Wording.of(
              "quantile-out-of-buckets.above",
              "the highest bucket ends at %s: no quantile is above that, so %s is never reached",
              GoText.number(bounds.last()),
              GoText.number(threshold)),
          Shapes.replaced(
              root,
              comparison.node(),
              Printer.print(comparison.node().left()) + " >= " + GoText.number(bounds.last())));
    }
    return threshold < bounds.first()
        ? Problem.note(
            Wording.of(
                "quantile-out-of-buckets.below",
                "the lowest bucket ends at %s: below that a quantile is only guessed",
                GoText.number(bounds.first())),
            Shapes.replaced(root, comparison.node().right(), GoText.number(bounds.first())))
        : Optional.empty();
  }

  private static Optional<Problem> saturated(Expr root, KnownMetrics metrics) {
    for (Expr node : Shapes.nodes(root)) {
      if (isQuantile(node)) {
        NavigableSet<Double> bounds = bounds(node, metrics);
        boolean isSaturated =
            !bounds.isEmpty()
                && metrics.now(Printer.print(node)).stream()
                    .anyMatch(element -> element.value() >= bounds.last());
        if (isSaturated) {
          return Problem.note(
              Wording.of(
                  "quantile-out-of-buckets.saturated",
                  "it is at the end of the highest bucket now, %s: what really happens lies above",
                  GoText.number(bounds.last())),
              Wording.of(
                  "quantile-out-of-buckets.saturated-instead",
                  "give the histogram buckets above %s",
                  GoText.number(bounds.last())));
        }
      }
    }
    return Optional.empty();
  }

  /// The bounds of the buckets that are asked for, but for infinity.
  private static NavigableSet<Double> bounds(Expr quantile, KnownMetrics metrics) {
    NavigableSet<Double> bounds = new TreeSet<>();
    for (Expr.VectorSelector selector : Selectors.in(quantile)) {
      if (Shapes.metric(selector).endsWith("_bucket")) {
        String now = Printer.print(selector.withShift(TimeShift.NONE));
        metrics.now("count by (le) (" + now + ")").stream()
            .map(VectorElement::labels)
            .flatMap(labels -> bound(labels.get("le")).stream())
            .forEach(bounds::add);
      }
    }
    return bounds;
  }

  private static Optional<Double> bound(String le) {
    try {
      return Optional.of(Double.valueOf(le)).filter(bound -> !bound.isInfinite());
    } catch (NumberFormatException _) {
      return Optional.empty(); // among them +Inf
    }
  }
}
