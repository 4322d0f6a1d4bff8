package io.vigie.rules.lint;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.rules.file.RuleDefinition;
import java.util.Optional;
import java.util.regex.Pattern;

/// A system's load as a bare number: twice the cores is much, twice one of sixteen is nothing.
final class LoadPerCore implements Check {
  private static final Pattern LOAD = Pattern.compile("node_load(1|5|15)");

  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    return Shapes.comparisons(root).stream()
        .filter(Shapes.Comparison::isAbove)
        .filter(comparison -> isLoad(comparison.vector()))
        .findFirst()
        .flatMap(comparison ->
            Problem.note(
                Wording.of(
                    "load-per-core",
                    "what a load means depends on how many cores there are: divide by their number,"
                        + " and compare with about 1"),
                Shapes.replaced(
                    root,
                    comparison.node().left(),
                    Printer.print(comparison.vector())
                        + " / on (instance, job) count by (instance, job)"
                        + " (node_cpu_seconds_total{mode=\"idle\"})")));
  }

  private static boolean isLoad(Expr vector) {
    return vector instanceof Expr.VectorSelector selector
        && LOAD.matcher(Shapes.metric(selector)).matches();
  }
}
