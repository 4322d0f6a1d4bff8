package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.NotifyReason;
import io.vigie.model.alert.SeverityScale;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/// Holds back messages beyond a budget. They count as told: the digest tells them.
final class BudgetStage implements Stage {
  private final Destination destination;
  private final MessageBudget budget;
  private final MessageBudgets budgets;
  private final SeverityScale scale;
  private final NotificationLog log;
  private final InstantSource clock;
  private final Meters.Counter held;

  BudgetStage(
      Destination destination,
      MessageBudget budget,
      MessageBudgets budgets,
      SeverityScale scale,
      NotificationLog log,
      InstantSource clock,
      Meters meters) {
    this.destination = destination;
    this.budget = budget;
    this.budgets = budgets;
    this.scale = scale;
    this.log = log;
    this.clock = clock;
    this.held =
        meters.counter(
            "vigie_notifications_held_total",
            "Messages that a budget held back for a digest.",
            "receiver",
            "integration");
  }

  @Override
  public Notification apply(Notification notification) throws DeliveryException {
    try {
      if (notification.reason() == NotifyReason.DIGEST
          || isExempt(notification)
          || budgets.spend(destination, budget, clock.millis())) {
        return notification;
      }
      budgets.hold(
          destination,
          notification,
          List.of(
              log.told(destination, notification), Outbox.delivered(destination, notification)));
      held.increment(destination.receiver(), destination.kind());
      return notification.withAlerts(List.of());
    } catch (IOException e) {
      throw new DeliveryException(
          destination.name() + ": cannot note what is held back: " + e.getMessage(), e);
    }
  }

  /// Who is called because nobody else answered is not made to wait.
  private boolean isExempt(Notification notification) {
    return notification.routeLabels().has("escalation") || isAsBadAsExempt(notification);
  }

  private boolean isAsBadAsExempt(Notification notification) {
    return !budget.exempt().isEmpty()
        && notification.firing().stream()
            .map(alert -> alert.labels().get(SeverityScale.LABEL))
            .anyMatch(severity -> scale.isAtLeast(severity, budget.exempt()));
  }
}
