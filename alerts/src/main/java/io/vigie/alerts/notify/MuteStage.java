package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import io.vigie.model.alert.Alert;
import io.vigie.model.telemetry.Meters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes out alerts that shall not be told: inhibited or silenced ones.
final class MuteStage implements Stage {
  /// What keeps a single alert quiet, by name; nothing if it is heard.
  @FunctionalInterface
  interface Muter {
    List<String> mutedBy(Alert alert, long nowMillis);
  }

  private final Muter muter;
  private final String reason;
  private final String word;
  private final Meters.Counter suppressed;
  private final SuppressionRecorder recorder;

  /// @param reason as counted
  /// @param word as in the history
  MuteStage(
      String reason,
      String word,
      Muter muter,
      Meters.Counter suppressed,
      SuppressionRecorder recorder) {
    this.reason = reason;
    this.word = word;
    this.muter = muter;
    this.suppressed = suppressed;
    this.recorder = recorder;
  }

  @Override
  public Notification apply(Notification notification) {
    long now = notification.now().toEpochMilli();
    List<Alert> audible = new ArrayList<>();
    Map<Alert, List<String>> muted = new LinkedHashMap<>();
    for (Alert alert : notification.alerts()) {
      List<String> by = muter.mutedBy(alert, now);
      if (by.isEmpty()) {
        audible.add(alert);
      } else {
        muted.put(alert, by);
      }
    }
    if (muted.isEmpty()) {
      return notification;
    }
    suppressed.add(muted.size(), reason);
    recorder.hidden(
        notification,
        List.copyOf(muted.keySet()),
        word,
        alert -> muted.getOrDefault(alert, List.of()));
    return notification.withAlerts(audible);
  }
}
