package io.vigie.rules.lint;

import io.vigie.rules.file.RuleDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The value of an alert in one of its labels: labels say which alert it is, so each value makes
/// another one.
final class ChangingLabel implements Check {
  /// The value printed, but not looked at as in `{{ if gt $value 90.0 }}`.
  private static final Pattern VALUE =
      Pattern.compile("\\{\\{-?\\s*(printf\\s+\"[^\"]*\"\\s+)?(\\$value|\\.Value)\\b[^}]*\\}\\}");

  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    if (!(rule instanceof RuleDefinition.Alerting)) {
      return Optional.empty();
    }
    return rule.labels().toMap().entrySet().stream()
        .filter(label -> VALUE.matcher(label.getValue()).find())
        .findFirst()
        .flatMap(ChangingLabel::problem);
  }

  private static Optional<Problem> problem(Map.Entry<String, String> label) {
    return Problem.warning(
        Wording.of(
            "changing-label",
            "the label %s has the value in it: each new value is another alert, for which \"for\""
                + " begins anew and everybody is told again",
            label.getKey()),
        "annotations: {%s: '%s'}".formatted(label.getKey(), label.getValue().replace("'", "''")));
  }
}
