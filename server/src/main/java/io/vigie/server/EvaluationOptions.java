package io.vigie.server;

import io.vigie.rules.evaluation.RuleOptions;
import io.vigie.server.alerting.AlertmanagerOptions;

/// How rules are evaluated and alerts sent.
public record EvaluationOptions(RuleOptions rules, AlertmanagerOptions alertmanagers) {
  /// As without flags.
  public static final EvaluationOptions DEFAULT =
      new EvaluationOptions(RuleOptions.DEFAULT, AlertmanagerOptions.DEFAULT);
}
