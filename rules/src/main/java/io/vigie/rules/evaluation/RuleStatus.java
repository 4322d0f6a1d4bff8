package io.vigie.rules.evaluation;

import io.vigie.rules.file.RuleDefinition;
import java.util.List;
import java.util.OptionalLong;

/// A rule with how its last evaluation went.
///
/// @param lastError empty if all was well
/// @param evaluationNanos how long the last evaluation took
/// @param lastEvaluationMillis when it began, milliseconds since the epoch
/// @param alerts pending and firing ones; always empty for a recording rule
public record RuleStatus(
    RuleDefinition definition,
    RuleHealth health,
    String lastError,
    long evaluationNanos,
    OptionalLong lastEvaluationMillis,
    List<AlertStatus> alerts) {
  public RuleStatus {
    alerts = List.copyOf(alerts);
  }

  /// The most urgent state among the alerts.
  public AlertState state() {
    AlertState most = AlertState.INACTIVE;
    for (AlertStatus alert : alerts) {
      most = alert.state().compareTo(most) > 0 ? alert.state() : most;
    }
    return most;
  }
}
