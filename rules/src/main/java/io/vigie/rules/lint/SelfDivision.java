package io.vigie.rules.lint;

import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.ast.VectorMatching;
import io.vigie.rules.file.RuleDefinition;
import java.util.Optional;

/// `rate(x{code=~"5.."}[5m]) / rate(x[5m])`: without aggregation each series finds only itself on
/// the other side.
final class SelfDivision implements Check {
  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    return Shapes.nodes(root).stream()
        .filter(SelfDivision::divides)
        .map(Expr.Binary.class::cast)
        .findFirst()
        .flatMap(division ->
            Problem.warning(
                Wording.of(
                    "self-division",
                    "both sides are series of the same metric with all their labels, so each one on"
                        + " the left is divided by itself: the result is always 1"),
                Shapes.replaced(root, division, proposal(division))));
  }

  private static boolean divides(Expr expr) {
    return expr instanceof Expr.Binary division
        && division.operator() == BinaryOperator.DIVIDE
        && division.matchesVectors()
        && division.matching().equals(VectorMatching.DEFAULT)
        && isSameMetric(division.left(), division.right());
  }

  private static boolean isSameMetric(Expr left, Expr right) {
    Optional<Expr.VectorSelector> one = Shapes.labelledSelector(left);
    Optional<Expr.VectorSelector> other = Shapes.labelledSelector(right);
    return one.isPresent()
        && other.isPresent()
        && !Shapes.metric(one.get()).isEmpty()
        && Shapes.metric(one.get()).equals(Shapes.metric(other.get()))
        && one.get().shift().equals(other.get().shift())
        && !one.get().matchers().equals(other.get().matchers());
  }

  private static String proposal(Expr.Binary division) {
    return "sum by (job) ("
        + Printer.print(Shapes.bare(division.left()))
        + ") / sum by (job) ("
        + Printer.print(Shapes.bare(division.right()))
        + ")";
  }
}
