package io.vigie.rules.evaluation;

import java.time.Duration;

/// How alerts are followed and how rules share the machine; the flags `--rules.*`.
///
/// @param outageTolerance how far back a pending or firing alert is looked for after a start
/// @param forGracePeriod how long an alert stays pending after a start at least, if it was pending
///   before; alerts with a shorter `for` just begin again
/// @param resendDelay how often the sink is told again of a firing alert
/// @param maxConcurrentEvaluations rules of all groups that may be evaluated beside the ones whose
///   turn it is; 0 means one rule of a group after the other
public record RuleOptions(
    Duration outageTolerance,
    Duration forGracePeriod,
    Duration resendDelay,
    int maxConcurrentEvaluations) {
  /// Prometheus' defaults.
  public static final RuleOptions DEFAULT =
      new RuleOptions(Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofMinutes(1), 0);

  public RuleOptions {
    if (outageTolerance.isNegative() || forGracePeriod.isNegative() || resendDelay.isNegative()) {
      throw new IllegalArgumentException("durations of --rules.alert.* must not be negative");
    }
    if (maxConcurrentEvaluations < 0) {
      throw new IllegalArgumentException("--rules.max-concurrent-evals must not be negative");
    }
  }
}
