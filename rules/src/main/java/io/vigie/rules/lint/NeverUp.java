package io.vigie.rules.lint;

import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.value.VectorElement;
import io.vigie.rules.file.RuleDefinition;
import java.util.List;
import java.util.Optional;

/// `up == 0` for a target that never exposed metrics, such as a web site: it fires for ever, and
/// says nothing about the site.
final class NeverUp implements Check {
  private static final int MOST_NAMED = 3;

  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    return Shapes.comparisons(rule.expression().tree()).stream()
        .filter(comparison -> comparison.is(BinaryOperator.EQUAL) && comparison.threshold() == 0)
        .flatMap(comparison -> problem(comparison, around.metrics()).stream())
        .findFirst();
  }

  private static Optional<Problem> problem(Shapes.Comparison comparison, KnownMetrics metrics) {
    if (!(comparison.vector() instanceof Expr.VectorSelector selector)
        || !Shapes.metric(selector).equals("up")) {
      return Optional.empty();
    }
    String day = Shapes.range(selector, "1d");
    List<VectorElement> never =
        metrics.now("max_over_time(" + day + ") == 0 and count_over_time(" + day + ") >= 10");
    return never.isEmpty()
        ? Optional.empty()
        : Problem.warning(
            Wording.of(
                "never-up",
                "up has been 0 for a day of %s: a target that exposes no metrics is always down; ask"
                    + " its public address with a probe instead",
                names(never)),
            "probe_success == 0");
  }

  private static String names(List<VectorElement> never) {
    List<String> names =
        never.stream()
            .map(VectorElement::labels)
            .map(NeverUp::name)
            .sorted()
            .limit(MOST_NAMED)
            .toList();
    int others = never.size() - names.size();
    return String.join(", ", names) + (others > 0 ? " (+" + others + ")" : "");
  }

  private static String name(Labels labels) {
    return labels.get("instance").isEmpty() ? labels.toString() : labels.get("instance");
  }
}
