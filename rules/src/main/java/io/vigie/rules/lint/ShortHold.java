package io.vigie.rules.lint;

import io.vigie.config.yaml.Durations;
import io.vigie.rules.file.RuleDefinition;
import java.time.Duration;
import java.util.Optional;

/// A `for` that is over before the rule is evaluated again.
final class ShortHold implements Check {
  @Override
  public Optional<Problem> look(RuleDefinition rule, Surroundings around) {
    Duration interval = around.interval();
    boolean isShort =
        rule instanceof RuleDefinition.Alerting alert
            && alert.hold().isPositive()
            && alert.hold().compareTo(interval) < 0;
    return isShort
        ? Problem.warning(
            Wording.of(
                "short-for",
                "for is shorter than the evaluation interval, %s: it means one interval",
                Durations.format(interval)),
            "for: " + Durations.format(interval))
        : Optional.empty();
  }
}
