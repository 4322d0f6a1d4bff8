package io.vigie.alerts.escalation;

/// Whom a level tells.
public sealed interface EscalationTarget {
  /// Somebody, by all their contacts.
  record OfUser(String user) implements EscalationTarget {}

  /// Whoever is on call at that moment.
  record OfSchedule(String schedule) implements EscalationTarget {}

  /// A receiver of the alertmanager configuration.
  record OfReceiver(String receiver) implements EscalationTarget {}
}
