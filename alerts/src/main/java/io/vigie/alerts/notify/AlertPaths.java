package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.telemetry.Meters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Measures how long each new alert is on its way: from the newest sample that its rule saw to the
/// answer of each receiver that is told. An alert that somebody wanted quiet is not measured, and
/// neither is one from before a restart. Thread-safe.
public final class AlertPaths {
  /// @param told destinations that know
  private record Path(
      boolean isMeasured, long receivedMillis, long sampledMillis, Set<String> told) {
    static final Path UNMEASURED = new Path(false, 0, 0, Set.of());
  }

  /// By fingerprint, for as long as the alert fires.
  private final Map<String, Path> paths = new ConcurrentHashMap<>();

  private final Meters.Distribution whole;
  private final Meters.Distribution stages;

  public AlertPaths(Meters meters) {
    whole =
        meters.distribution(
            "vigie_alert_path_seconds",
            "From the newest sample that a new alert was seen in to a receiver's answer.");
    stages =
        meters.distribution(
            "vigie_alert_path_stage_seconds",
            "The parts of vigie_alert_path_seconds: until the rule was evaluated, until the group"
                + " was due, until the receiver answered.",
            "stage");
  }

  /// Knows alerts that fired before a restart.
  public void recall(List<StoredAlert> alerts) {
    alerts.forEach(alert -> paths.put(alert.fingerprint(), Path.UNMEASURED));
  }

  /// An alert came in that is new, or says something new, or is over.
  public void received(StoredAlert stored, long nowMillis) {
    Alert alert = stored.alert();
    if (alert.resolvedAt(nowMillis)) {
      ended(stored.fingerprint());
      return;
    }
    long sampled =
        alert.sampledAtMillis() == Alert.NEVER_SAMPLED ? nowMillis : alert.sampledAtMillis();
    Path path = new Path(true, nowMillis, sampled, ConcurrentHashMap.newKeySet());
    if (paths.putIfAbsent(stored.fingerprint(), path) == null
        && alert.sampledAtMillis() != Alert.NEVER_SAMPLED) {
      stages.observe(seconds(sampled, nowMillis), "evaluation");
    }
  }

  public void ended(String fingerprint) {
    paths.remove(fingerprint);
  }

  /// Somebody wants alerts quiet: how long that takes is no delay.
  void hidden(List<Alert> alerts) {
    alerts.forEach(alert ->
        paths.computeIfPresent(Fingerprint.text(alert.labels()), (_, _) -> Path.UNMEASURED));
  }

  /// A destination answered that it has a message.
  void told(Destination destination, Notification message, long answeredMillis) {
    long flushed = message.now().toEpochMilli();
    for (Alert alert : message.firing()) {
      Path path = paths.getOrDefault(Fingerprint.text(alert.labels()), Path.UNMEASURED);
      if (path.isMeasured() && path.told().add(destination.name())) {
        whole.observe(seconds(path.sampledMillis(), answeredMillis));
        stages.observe(seconds(path.receivedMillis(), flushed), "grouping");
        stages.observe(seconds(flushed, answeredMillis), "delivery");
      }
    }
  }

  /// Never negative: a sample's time is its sender's.
  private static double seconds(long fromMillis, long toMillis) {
    return Math.max(0, toMillis - fromMillis) / 1e3;
  }
}
