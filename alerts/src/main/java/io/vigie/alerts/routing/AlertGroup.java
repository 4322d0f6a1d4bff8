package io.vigie.alerts.routing;

import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.NotifyReason;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Alerts of one route that agree in the labels to group by, and when to tell of them next. Guarded
/// by the dispatcher's lock.
final class AlertGroup {
  /// Messages get at least that long, however short the interval.
  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(10);

  private final Route route;
  private final Labels labels;
  private final String key;
  private final Map<String, StoredAlert> alerts = new HashMap<>();
  private Instant nextFlush;
  private boolean flushing;

  AlertGroup(Route route, Labels labels, Instant firstFlush) {
    this.route = route;
    this.labels = labels;
    this.key = route.groupKey(labels);
    this.nextFlush = firstFlush;
  }

  Route route() {
    return route;
  }

  Labels labels() {
    return labels;
  }

  String key() {
    return key;
  }

  void put(StoredAlert alert) {
    alerts.put(alert.fingerprint(), alert);
  }

  Set<String> fingerprints() {
    return alerts.keySet();
  }

  boolean isEmpty() {
    return alerts.isEmpty();
  }

  List<StoredAlert> alerts() {
    List<StoredAlert> sorted = new ArrayList<>(alerts.values());
    sorted.sort(LabelOrder.ALERTS);
    return sorted;
  }

  boolean isFlushing() {
    return flushing;
  }

  Instant nextFlush() {
    return nextFlush;
  }

  /// Whether it is time to flush. A flush that is further away than this group ever waits was set
  /// by a clock that has been put back since: it must not wait for that time to come again.
  boolean isDue(Instant now) {
    Duration longest = route.options().groupWait();
    if (route.options().groupInterval().compareTo(longest) > 0) {
      longest = route.options().groupInterval();
    }
    return !nextFlush.isAfter(now) || nextFlush.isAfter(now.plus(longest));
  }

  /// Begins a flush: the next one comes an interval after this one, however long it takes.
  Notification begin(Instant now) {
    flushing = true;
    Duration interval = route.options().groupInterval();
    nextFlush = now.plus(interval);
    return new Notification(
        key,
        route.options().receiver(),
        labels,
        route.options().labels(),
        alerts().stream().map(StoredAlert::alert).toList(),
        now,
        now.plus(interval.compareTo(MIN_TIMEOUT) < 0 ? MIN_TIMEOUT : interval),
        route.options().repeatInterval(),
        route.muteTimeIntervals(),
        route.activeTimeIntervals(),
        NotifyReason.UNKNOWN,
        Map.of());
  }

  /// Ends a flush. What was told to be over is forgotten, unless it fired again in the meantime.
  void end(List<StoredAlert> flushed, Instant now, boolean told) {
    flushing = false;
    if (told) {
      for (StoredAlert alert : flushed) {
        if (alert.alert().resolvedAt(now.toEpochMilli())) {
          alerts.remove(alert.fingerprint(), alert);
        }
      }
    }
  }
}
