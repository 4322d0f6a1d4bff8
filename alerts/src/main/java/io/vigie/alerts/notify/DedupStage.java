package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.NotifyReason;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lets through only what the destination does not know, or has not heard for long; says why.
/// Nobody is reminded of alerts that are all acknowledged.
final class DedupStage implements Stage {
  private final Destination destination;
  private final NotificationLog log;
  private final StateStore state;
  private final Pipeline.Acknowledged acknowledged;

  DedupStage(
      Destination destination,
      NotificationLog log,
      StateStore state,
      Pipeline.Acknowledged acknowledged) {
    this.destination = destination;
    this.log = log;
    this.state = state;
    this.acknowledged = acknowledged;
  }

  @Override
  public Notification apply(Notification notification) throws DeliveryException {
    try {
      Optional<LogEntry> last = log.last(destination, notification);
      if (notification.reason() == NotifyReason.DIGEST) {
        return last.isEmpty() ? notification : notification.withAlerts(List.of());
      }
      NotifyReason reason = reason(last, notification);
      if (reason == NotifyReason.REPEAT_INTERVAL_ELAPSED && isInHand(notification)) {
        // The log must not forget what was told while reminders wait.
        state.apply(List.of(log.kept(destination, notification, last.orElseThrow())));
        reason = NotifyReason.DO_NOT_NOTIFY;
      }
      Map<String, String> remembered =
          reason == NotifyReason.FIRST_NOTIFICATION
              ? Map.of()
              : last.map(LogEntry::remembered).orElse(Map.of());
      Notification reasoned = notification.withReason(reason, remembered);
      return reason == NotifyReason.DO_NOT_NOTIFY ? reasoned.withAlerts(List.of()) : reasoned;
    } catch (IOException e) {
      throw new DeliveryException(
          destination.name() + ": cannot read what was sent before: " + e.getMessage(), e);
    }
  }

  private boolean isInHand(Notification notification) {
    long now = notification.now().toEpochMilli();
    return NotificationLog.fingerprints(notification.firing()).stream()
        .allMatch(fingerprint -> acknowledged.at(fingerprint, now));
  }

  private NotifyReason reason(Optional<LogEntry> last, Notification notification) {
    Set<String> firing = NotificationLog.fingerprints(notification.firing());
    if (last.isEmpty()) {
      return firing.isEmpty() ? NotifyReason.DO_NOT_NOTIFY : NotifyReason.FIRST_NOTIFICATION;
    }
    LogEntry told = last.get();
    if (!told.firing().containsAll(firing)) {
      return told.firing().isEmpty()
          ? NotifyReason.FIRST_NOTIFICATION
          : NotifyReason.NEW_ALERTS_IN_GROUP;
    }
    if (firing.isEmpty()) {
      // Whatever fired and ended since then, they never heard of it. Otherwise they are told even
      // if
      // they do not want ends, so that the log forgets what fired.
      return told.firing().isEmpty()
          ? NotifyReason.DO_NOT_NOTIFY
          : NotifyReason.ALL_ALERTS_RESOLVED;
    }
    return unchanged(told, notification);
  }

  private NotifyReason unchanged(LogEntry told, Notification notification) {
    Set<String> resolved = NotificationLog.fingerprints(notification.resolved());
    if (destination.sendResolved() && !told.resolved().containsAll(resolved)) {
      return NotifyReason.NEW_RESOLVED_ALERTS;
    }
    long due = told.timestampMillis() + notification.repeatInterval().toMillis();
    return due < notification.now().toEpochMilli()
        ? NotifyReason.REPEAT_INTERVAL_ELAPSED
        : NotifyReason.DO_NOT_NOTIFY;
  }
}
