package io.vigie.rules.lint;

import io.vigie.model.alert.SeverityScale;
import io.vigie.promql.explain.NearestNames;
import io.vigie.rules.file.RuleDefinition;
import java.util.List;
import java.util.Optional;

/// A severity that no route asks for under this name, or that nobody has heard of.
final class UnknownSeverity implements Check {
  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    String value = rule.labels().get(SeverityScale.LABEL);
    if (!(rule instanceof RuleDefinition.Alerting) || value.isEmpty() || value.contains("{{")) {
      return Optional.empty();
    }
    List<String> asked = around.destinations().askedFor(SeverityScale.LABEL);
    if (around.destinations().isAskedFor(SeverityScale.LABEL, value)
        && (around.destinations().isKnown() || around.severities().knows(value))) {
      return Optional.empty();
    }
    return asked.isEmpty()
        ? unheardOf(value, around.severities())
        : notRouted(value, asked, around.severities());
  }

  private static Optional<Problem> unheardOf(String value, SeverityScale scale) {
    if (scale.knows(value)) {
      return Optional.empty();
    }
    String nearest =
        NearestNames.of(value, scale.words()).stream()
            .findFirst()
            .orElseGet(() -> scale.levels().getFirst().name());
    return Problem.note(
        Wording.of(
            "unknown-severity.scale",
            "the scale of severities does not have the word \"%s\"",
            value),
        SeverityScale.LABEL + ": " + nearest);
  }

  /// Some severities have no route on purpose: it is a mistake if routes have another word for it,
  /// or if nobody knows the word.
  private static Optional<Problem> notRouted(
      String value, List<String> asked, SeverityScale scale) {
    Optional<String> meant =
        scale.knows(value)
            ? asked.stream().filter(other -> scale.rank(other) == scale.rank(value)).findFirst()
            : NearestNames.of(value, asked).stream()
                .findFirst()
                .or(() -> asked.stream().findFirst());
    return meant.flatMap(other ->
        Problem.warning(
            Wording.of(
                "unknown-severity.route",
                "no route asks for severity \"%s\", only for %s: the alert goes where the rest goes",
                value,
                String.join(", ", asked)),
            SeverityScale.LABEL + ": " + other));
  }
}
