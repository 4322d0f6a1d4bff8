package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import io.vigie.model.alert.Alert;
import io.vigie.model.telemetry.Meters;
import java.util.List;

/// Takes out alerts that shall not be told: inhibited or silenced ones.
final class MuteStage implements Stage {
  /// Says of a single alert.
  @FunctionalInterface
  interface Muter {
    boolean mutes(Alert alert, long nowMillis);
  }

  private final Muter muter;
  private final String reason;
  private final Meters.Counter suppressed;

  MuteStage(String reason, Muter muter, Meters.Counter suppressed) {
    this.reason = reason;
    this.muter = muter;
    this.suppressed = suppressed;
  }

  @Override
  public Notification apply(Notification notification) {
    long now = notification.now().toEpochMilli();
    List<Alert> audible =
        notification.alerts().stream().filter(alert -> !muter.mutes(alert, now)).toList();
    int muted = notification.alerts().size() - audible.size();
    if (muted > 0) {
      suppressed.add(muted, reason);
    }
    return notification.withAlerts(audible);
  }
}
