package io.vigie.rules.lint;

import io.vigie.promql.explain.NearestNames;
import io.vigie.rules.file.RuleDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A severity that no route asks for under this name, or that nobody has heard of.
final class UnknownSeverity implements Check {
  private static final String LABEL = "severity";

  /// The words that teams use, those of one line meaning the same; the worst first.
  private static final List<List<String>> SCALE =
      List.of(
          List.of("critical", "crit", "p0", "page", "sev0", "sev1", "fatal", "emergency"),
          List.of("error", "err", "high", "major"),
          List.of("warning", "warn", "p1", "sev2", "medium", "average", "minor", "ticket"),
          List.of("info", "information", "notice", "p2", "p3", "p4", "sev3", "low", "none"));

  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    String value = rule.labels().get(LABEL);
    if (!(rule instanceof RuleDefinition.Alerting) || value.isEmpty() || value.contains("{{")) {
      return Optional.empty();
    }
    List<String> asked = around.destinations().askedFor(LABEL);
    if (around.destinations().isAskedFor(LABEL, value)
        && (around.destinations().isKnown() || isKnown(value))) {
      return Optional.empty();
    }
    return asked.isEmpty() ? unheardOf(value) : notRouted(value, asked);
  }

  private static boolean isKnown(String value) {
    return rank(value) >= 0;
  }

  private static int rank(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    for (int rank = 0; rank < SCALE.size(); rank++) {
      if (SCALE.get(rank).contains(lower)) {
        return rank;
      }
    }
    return -1;
  }

  private static Optional<Problem> unheardOf(String value) {
    if (isKnown(value)) {
      return Optional.empty();
    }
    List<String> words = SCALE.stream().flatMap(List::stream).toList();
    String nearest = NearestNames.of(value, words).stream().findFirst().orElse("warning");
    return Problem.note(
        "unknown-severity",
        "no scale of severities has the word \"" + value + "\"",
        LABEL + ": " + nearest);
  }

  /// Some severities have no route on purpose: it is a mistake if routes have another word for it,
  /// or if nobody knows the word.
  private static Optional<Problem> notRouted(String value, List<String> asked) {
    int rank = rank(value);
    Optional<String> meant =
        rank < 0
            ? NearestNames.of(value, asked).stream()
                .findFirst()
                .or(() -> asked.stream().findFirst())
            : asked.stream().filter(other -> means(other, value, rank)).findFirst();
    return meant.flatMap(other ->
        Problem.warning(
            "unknown-severity",
            "no route asks for severity \"%s\", only for %s: the alert goes where the rest goes"
                .formatted(value, String.join(", ", asked)),
            LABEL + ": " + other));
  }

  private static boolean means(String other, String value, int rank) {
    return !other.equals(value) && rank(other) == rank;
  }
}
