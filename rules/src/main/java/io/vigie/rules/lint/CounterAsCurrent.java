package io.vigie.rules.lint;

import io.vigie.promql.ast.Expr;
import io.vigie.rules.file.RuleDefinition;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A counter recorded under the name of what is there now, such as `active_events` for all events
/// that were ever made; or shown under such a title.
final class CounterAsCurrent implements Check {
  private static final Set<String> NOW =
      Set.of(
          "active",
          "current",
          "open",
          "online",
          "pending",
          "running",
          "connected",
          "inflight",
          "actif",
          "actifs",
          "actives",
          "actuel",
          "actuels",
          "actuelle",
          "actuelles",
          "ouvert",
          "ouverts",
          "ouvertes",
          "connectés",
          "connectées");

  /// Whoever says so knows that it only grows.
  private static final Pattern WHOLE = Pattern.compile("total|cumul|ever|depuis|since");

  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    String name = rule.name().toLowerCase(Locale.ROOT);
    Optional<String> word =
        Arrays.stream(name.split("[^\\p{L}\\p{N}]+")).filter(NOW::contains).findFirst();
    if (!(rule instanceof RuleDefinition.Recording)
        || word.isEmpty()
        || WHOLE.matcher(name).find()) {
      return Optional.empty();
    }
    Expr root = rule.expression().tree();
    return RawCounter.counter(root, around.metrics())
        .filter(counter -> !RawCounter.countsWhatIs(counter))
        .flatMap(counter ->
            Problem.warning(
                Wording.of(
                    "counter-as-current",
                    "%s counts everything since its process began and never falls: that is not what"
                        + " is %s now",
                    Shapes.metric(counter),
                    word.get()),
                Wording.of(
                    "counter-as-current.instead",
                    "a gauge of what is there now, or what began less what ended; what came in the"
                        + " last hour is %s",
                    Shapes.replaced(
                        root, counter, "increase(" + Shapes.range(counter, "1h") + ")"))));
  }
}
