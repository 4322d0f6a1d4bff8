package io.vigie.alerts.escalation;

import java.time.Duration;
import java.util.List;

/// A step of a policy.
///
/// @param targets all of them are told at once
/// @param timeout how long after the trigger, not after the level before, the next one follows
public record EscalationLevel(List<EscalationTarget> targets, Duration timeout) {
  public EscalationLevel {
    targets = List.copyOf(targets);
  }
}
