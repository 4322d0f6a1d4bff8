package io.vigie.alerts;

import io.vigie.alerts.escalation.EscalationPolicy;
import io.vigie.alerts.escalation.Escalations;
import io.vigie.alerts.mute.SilencePolicy;
import io.vigie.alerts.notify.MessageBudget;
import io.vigie.alerts.oncall.OnCall;
import io.vigie.model.alert.SeverityScale;
import java.time.Duration;
import java.util.List;

/// What a configuration says about alerting beyond an `alertmanager.yml`. Immutable.
///
/// @param silences what holds for all of them
/// @param onCall people and their schedules
/// @param policies whom to tell if nobody acknowledges
/// @param budgets of receivers that must not send too much
/// @param linkExpiry for how long links in messages can be used
/// @param scale of severities
public record ResponsePlan(
    SilencePolicy silences,
    OnCall onCall,
    List<EscalationPolicy> policies,
    List<MessageBudget> budgets,
    Duration linkExpiry,
    SeverityScale scale) {
  /// Where nothing is said.
  public static final ResponsePlan NONE =
      new ResponsePlan(
          SilencePolicy.DEFAULT,
          OnCall.NOBODY,
          List.of(),
          List.of(),
          Duration.ofHours(24),
          SeverityScale.DEFAULT);

  public ResponsePlan {
    policies = List.copyOf(policies);
    budgets = List.copyOf(budgets);
  }

  Escalations.Plan escalation() {
    return new Escalations.Plan(policies, onCall, scale);
  }
}
