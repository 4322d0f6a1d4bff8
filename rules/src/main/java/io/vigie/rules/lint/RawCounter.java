package io.vigie.rules.lint;

import io.vigie.promql.ast.AggregateOperator;
import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.rules.file.RuleDefinition;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A counter compared with a number: it only ever grows. So does a sum of counters, and what two of
/// them give divided is about their whole life.
final class RawCounter implements Check {
  private static final Set<AggregateOperator> GROWING =
      Set.of(
          AggregateOperator.SUM,
          AggregateOperator.AVG,
          AggregateOperator.MIN,
          AggregateOperator.MAX);

  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    return Shapes.comparisons(root).stream()
        .flatMap(comparison -> problem(root, comparison, around.metrics()).stream())
        .findFirst();
  }

  private static Optional<Problem> problem(
      Expr root, Shapes.Comparison comparison, KnownMetrics metrics) {
    boolean isZero = comparison.is(BinaryOperator.EQUAL) && comparison.threshold() == 0;
    if (comparison.vector() instanceof Expr.Binary division) {
      return comparison.isAbove() ? ratio(root, division, metrics) : Optional.empty();
    }
    // Asked for 0, a counter by name alone may be a gauge: worth a word, too.
    Optional<Expr.VectorSelector> counter =
        counter(comparison.vector(), isZero ? KnownMetrics.NONE : metrics);
    if (counter.isEmpty()) {
      return Optional.empty();
    }
    if (isZero) {
      return zero(comparison.vector(), counter.get());
    }
    // Whether there is any of it is a sensible question, and what adds up may be a gauge after all.
    boolean asksWhetherThereIs =
        comparison.threshold() <= 0 && comparison.vector() instanceof Expr.Aggregation;
    return comparison.isAbove() && !asksWhetherThereIs
        ? Problem.warning(
            Wording.of(
                "raw-counter",
                "a counter only grows: once above the threshold, the condition holds until the"
                    + " process restarts"),
            proposal(root, comparison.vector(), counter.get()))
        : Optional.empty();
  }

  /// The counter that an expression is, or adds up, as it is.
  static Optional<Expr.VectorSelector> counter(Expr vector, KnownMetrics metrics) {
    Expr bare = Shapes.bare(vector);
    if (bare instanceof Expr.Aggregation group && GROWING.contains(group.operator())) {
      return counter(group.expr(), metrics);
    }
    return bare instanceof Expr.VectorSelector selector
            && MetricKind.isCounter(Shapes.metric(selector), metrics)
        ? Optional.of(selector)
        : Optional.empty();
  }

  private static String proposal(Expr root, Expr vector, Expr.VectorSelector counter) {
    String rate = Printer.print(Shapes.rate(counter));
    return Shapes.replaced(
        root, counter, vector.equals(counter) ? "sum by (job) (" + rate + ")" : rate);
  }

  private static Optional<Problem> ratio(Expr root, Expr.Binary division, KnownMetrics metrics) {
    Optional<Expr.VectorSelector> part = counter(division.left(), metrics);
    Optional<Expr.VectorSelector> whole = counter(division.right(), metrics);
    if (division.operator() != BinaryOperator.DIVIDE || part.isEmpty() || whole.isEmpty()) {
      return Optional.empty();
    }
    Expr leftRated = Shapes.swap(root, part.get(), Shapes.rate(part.get()));
    Expr rated = Shapes.swap(leftRated, whole.get(), Shapes.rate(whole.get()));
    return Problem.warning(
        Wording.of(
            "raw-counter.ratio",
            "both counters count since their process began: their ratio is that of its whole life,"
                + " and hardly moves when something breaks"),
        Printer.print(rated));
  }

  /// Whether the name is that of a gauge all the same: what is active now does not add up.
  static boolean countsWhatIs(Expr.VectorSelector selector) {
    String metric = Shapes.metric(selector);
    return Stream.of("active_", "current_", "open_", "online_")
        .anyMatch(word -> metric.startsWith(word) || metric.contains("_" + word));
  }

  private static Optional<Problem> zero(Expr vector, Expr.VectorSelector counter) {
    String range = Shapes.range(counter, "1h");
    return Problem.note(
        Wording.of(
            "zero-counter",
            "a name with _total is a counter's, and that is 0 only until it first counts: after each"
                + " restart, and, if it is a gauge after all, whenever nobody is there, such as at"
                + " night"),
        countsWhatIs(counter)
            ? Printer.print(vector).replace(Printer.print(counter), "max_over_time(" + range + ")")
                + " == 0"
            : "sum(increase(" + range + ")) == 0");
  }
}
