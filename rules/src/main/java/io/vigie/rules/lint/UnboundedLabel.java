package io.vigie.rules.lint;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Grouping;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.ast.Selectors;
import io.vigie.rules.file.RuleDefinition;
import java.util.List;
import java.util.Optional;

/// Series for each visitor, request or thing of the business: their number has no bound, and they
/// may be about persons.
final class UnboundedLabel implements Check {
  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Optional<Problem> recorded =
        rule instanceof RuleDefinition.Recording ? recorded(rule) : Optional.empty();
    return recorded.isPresent() ? recorded : stored(rule, around.metrics());
  }

  private static Optional<Problem> recorded(RuleDefinition rule) {
    Expr root = rule.expression().tree();
    return Shapes.nodes(root).stream()
        .filter(Expr.Aggregation.class::isInstance)
        .map(Expr.Aggregation.class::cast)
        .filter(group -> !group.grouping().without())
        .flatMap(group -> recorded(root, group).stream())
        .findFirst();
  }

  private static Optional<Problem> recorded(Expr root, Expr.Aggregation group) {
    List<String> bounded =
        group.grouping().labels().stream().filter(l -> !LabelWords.isUnbounded(l)).toList();
    return group.grouping().labels().stream()
        .filter(LabelWords::isUnbounded)
        .findFirst()
        .flatMap(label ->
            Problem.note(
                Wording.of(
                    "unbounded-label",
                    "a series is recorded for each %s: there is no bound to their number, and they"
                        + " may be about persons",
                    label),
                Printer.print(
                    Shapes.swap(
                        root,
                        group,
                        new Expr.Aggregation(
                            group.operator(),
                            new Grouping(false, bounded),
                            group.parameter(),
                            group.expr(),
                            group.span())))));
  }

  private static Optional<Problem> stored(RuleDefinition rule, KnownMetrics metrics) {
    for (Expr.VectorSelector selector : Selectors.in(rule.expression().tree())) {
      String metric = Shapes.metric(selector);
      for (String label : metric.isEmpty() ? List.<String>of() : metrics.labelNames(metric)) {
        LabelValues values = metrics.labelValues(metric, label);
        Optional<Unbounded> reason = Unbounded.of(label, values);
        if (reason.isPresent()) {
          return Problem.note(
              reason.get().reason(metric, label, values.count()), Unbounded.withoutLabel(label));
        }
      }
    }
    return Optional.empty();
  }
}
