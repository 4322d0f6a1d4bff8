package io.vigie.rules.lint;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.promql.ast.Selectors;
import io.vigie.rules.file.RuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Two rules that take a metric for different things: one of them is wrong. Which one only its
/// target knows.
final class OtherRules implements Check {
  private static final Set<String> COUNTED = Set.of("_total", "_count", "_sum", "_bucket");

  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Optional<Problem> kind = kind(rule, around);
    return kind.isPresent() ? kind : label(rule, around);
  }

  /// Compared here as it is, and its rate elsewhere. What a name or a target tells is found by
  /// others.
  private static Optional<Problem> kind(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    for (Shapes.Comparison comparison : Shapes.comparisons(root)) {
      if (!(comparison.isAbove() && comparison.vector() instanceof Expr.VectorSelector selector)) {
        continue;
      }
      String metric = Shapes.metric(selector);
      boolean isTold =
          COUNTED.stream().anyMatch(metric::endsWith)
              || around.metrics().metadata(metric).isPresent();
      Optional<Uses.Place> rated = around.uses().ratedElsewhere(metric, rule);
      if (!isTold && rated.isPresent()) {
        return Problem.note(
            Wording.of(
                "counter-or-gauge",
                "%s asks for the rate of %s, as of a counter, and this rule compares it as a gauge:"
                    + " one of the two is wrong",
                rated.get(),
                metric),
            Shapes.replaced(root, selector, Printer.print(Shapes.rate(selector))));
      }
    }
    return Optional.empty();
  }

  /// Asked for by a label here, and by another word for it elsewhere.
  private static Optional<Problem> label(RuleDefinition rule, Surroundings around) {
    Expr root = rule.expression().tree();
    for (Expr.VectorSelector selector : Selectors.in(root)) {
      String metric = Shapes.metric(selector);
      // Where samples are known, those that match nothing are found by them.
      if (metric.isEmpty() || !around.metrics().labelNames(metric).isEmpty()) {
        continue;
      }
      List<String> here = selector.matchers().stream().map(LabelMatcher::name).toList();
      for (String label : here) {
        Optional<Problem> problem =
            LabelWords.otherWord(label, around.uses().labelsOf(metric))
                .filter(other -> !here.contains(other))
                .flatMap(other -> label(rule, selector, label, other, around));
        if (problem.isPresent()) {
          return problem;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Problem> label(
      RuleDefinition rule,
      Expr.VectorSelector selector,
      String label,
      String other,
      Surroundings around) {
    String metric = Shapes.metric(selector);
    Optional<Uses.Place> elsewhere =
        around.uses().askedBy(metric, other).filter(place -> place.rule() != rule);
    return elsewhere.flatMap(place ->
        Problem.note(
            Wording.of(
                "label-by-two-names",
                "%s asks %s for %s, this rule for %s: one of the two matches nothing",
                place,
                metric,
                other,
                label),
            Shapes.replaced(
                rule.expression().tree(),
                selector,
                Printer.print(renamed(selector, label, other)))));
  }

  private static Expr renamed(Expr.VectorSelector selector, String label, String other) {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (LabelMatcher matcher : selector.matchers()) {
      matchers.add(
          matcher.name().equals(label)
              ? LabelMatcher.of(other, matcher.operator(), matcher.value())
              : matcher);
    }
    return new Expr.VectorSelector(
        selector.metricName(), matchers, selector.edges(), selector.shift(), selector.span());
  }
}
