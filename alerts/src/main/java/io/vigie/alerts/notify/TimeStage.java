package io.vigie.alerts.notify;

import io.vigie.alerts.interval.TimeIntervals;
import io.vigie.alerts.receiver.Notification;
import io.vigie.model.telemetry.Meters;
import java.util.List;

/// Keeps a group quiet outside the active intervals of its route and inside the mute ones.
final class TimeStage {
  private final TimeIntervals intervals;
  private final MutedGroups muted;
  private final Meters.Counter suppressed;
  private final SuppressionRecorder recorder;

  TimeStage(
      TimeIntervals intervals,
      MutedGroups muted,
      Meters.Counter suppressed,
      SuppressionRecorder recorder) {
    this.intervals = intervals;
    this.muted = muted;
    this.suppressed = suppressed;
    this.recorder = recorder;
  }

  Notification onlyWhenActive(Notification notification) {
    List<String> names = notification.activeIntervals();
    boolean active = names.isEmpty() || !intervals.containing(names, notification.now()).isEmpty();
    return quiet(notification, active ? List.of() : names, "active_time_interval");
  }

  Notification notWhenMuted(Notification notification) {
    List<String> names = notification.muteIntervals();
    return quiet(
        notification, intervals.containing(names, notification.now()), "mute_time_interval");
  }

  private Notification quiet(Notification notification, List<String> mutedBy, String reason) {
    muted.set(notification.groupKey(), mutedBy);
    if (mutedBy.isEmpty()) {
      return notification;
    }
    suppressed.add(notification.alerts().size(), reason);
    recorder.hidden(notification, notification.alerts(), "muted", _ -> mutedBy);
    return notification.withAlerts(List.of());
  }
}
