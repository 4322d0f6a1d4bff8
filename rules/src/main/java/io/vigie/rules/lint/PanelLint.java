package io.vigie.rules.lint;

import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Printer;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.lint.Check.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Looks in the queries of dashboards for the mistakes of rules that can be made there too, and for
/// those that only a panel can make.
public final class PanelLint {
  /// Those that say nothing of conditions and alerts. A panel is looked at as if its title were a
  /// name under which the answer is recorded.
  private static final List<Check> CHECKS =
      List.of(
          new SelfDivision(),
          new QuantileArgument(),
          new QuantileBounds(),
          new CounterAsCurrent(),
          new RateOfGauge(),
          new MixedUnits());

  private static final Pattern WHOLE =
      Pattern.compile("total|cumul|all.time", Pattern.CASE_INSENSITIVE);

  private PanelLint() {}

  /// What is found in one query.
  ///
  /// @param file and `line` where it stands, `name` how people find it
  /// @param metrics as far as they are known
  public static List<Finding> check(
      String file, int line, String name, Panel panel, Expr query, KnownMetrics metrics) {
    RuleDefinition asked = asRule(panel, query, line);
    Surroundings around = Surroundings.textOnly(Duration.ofMinutes(1)).withMetrics(metrics);
    List<Problem> problems = new ArrayList<>();
    CHECKS.forEach(check -> check.look(asked, around).ifPresent(problems::add));
    if (comparesWithSomething(query)) {
      new RawCounter().look(asked, around).ifPresent(problems::add);
    }
    PanelUnits.look(panel, query, metrics).ifPresent(problems::add);
    if (problems.isEmpty()) {
      curve(panel, query, metrics).ifPresent(problems::add);
    }
    return problems.stream()
        .map(problem ->
            new Finding(
                file,
                line,
                name,
                problem.check(),
                problem.severity(),
                problem.because(),
                problem.instead()))
        .toList();
  }

  private static RuleDefinition asRule(Panel panel, Expr query, int line) {
    String text = Printer.print(query);
    return new RuleDefinition.Recording(
        panel.title(),
        new RuleDefinition.RuleExpression(text, query, text),
        Labels.EMPTY,
        new RuleDefinition.Place(line, line));
  }

  /// `> 0` leaves out what is not there, and is no threshold.
  private static boolean comparesWithSomething(Expr query) {
    return Shapes.comparisons(query).stream().anyMatch(comparison -> comparison.threshold() > 0);
  }

  private static Optional<Problem> curve(Panel panel, Expr query, KnownMetrics metrics) {
    if (!panel.showsTime() || WHOLE.matcher(panel.title()).find()) {
      return Optional.empty();
    }
    return RawCounter.counter(query, metrics)
        .filter(counter -> !RawCounter.countsWhatIs(counter))
        .flatMap(counter ->
            Problem.note(
                Wording.of(
                    "raw-counter.curve",
                    "a counter only grows, and falls with each restart: its curve is a slope in"
                        + " which what happens now cannot be read"),
                Shapes.replaced(query, counter, Printer.print(Shapes.rate(counter)))));
  }
}
