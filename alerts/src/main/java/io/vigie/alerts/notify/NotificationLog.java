package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Who was last told what about which group, so that nobody is told twice. Thread-safe.
final class NotificationLog {
  static final String KIND = "alerts.notification";

  private final StateStore state;
  private final InstantSource clock;
  private final Meters.Counter queries;
  private final Meters.Counter failedQueries;
  private final Meters.Distribution queryDuration;

  NotificationLog(StateStore state, InstantSource clock, Meters meters) {
    this.state = state;
    this.clock = clock;
    this.queries =
        meters.counter("alertmanager_nflog_queries_total", "Look-ups of who was told what.");
    this.failedQueries =
        meters.counter(
            "alertmanager_nflog_query_errors_total", "Look-ups of who was told what that failed.");
    this.queryDuration =
        meters.distribution(
            "alertmanager_nflog_query_duration_seconds",
            "How long it took to look up who was told what.");
    queries.add(0);
    failedQueries.add(0);
  }

  Optional<LogEntry> last(Destination destination, Notification notification) throws IOException {
    Instant began = clock.instant();
    queries.increment();
    try {
      return state
          .get(KIND, destination.stateKey(notification))
          .map(entry -> LogEntry.fromJson(entry.value()));
    } catch (IOException e) {
      failedQueries.increment();
      throw e;
    } finally {
      long nanos = Duration.between(began, clock.instant()).toNanos();
      queryDuration.observe(Math.max(0, nanos / 1e9));
    }
  }

  /// The change that notes a notification as told. It is kept for twice the time after which it
  /// would be repeated.
  StateChange told(Destination destination, Notification notification) {
    LogEntry entry =
        new LogEntry(
            fingerprints(notification.firing()),
            fingerprints(notification.resolved()),
            notification.now().toEpochMilli(),
            notification.remembered());
    return kept(destination, notification, entry);
  }

  /// The change that keeps what was told for longer.
  StateChange kept(Destination destination, Notification notification, LogEntry entry) {
    long expiry =
        notification.now().plus(notification.repeatInterval().multipliedBy(2)).toEpochMilli();
    return new StateChange.Put(
        new StateEntry(KIND, destination.stateKey(notification), entry.toJson(), expiry));
  }

  static Set<String> fingerprints(List<Alert> alerts) {
    return alerts.stream()
        .map(alert -> Fingerprint.text(alert.labels()))
        .collect(Collectors.toSet());
  }
}
