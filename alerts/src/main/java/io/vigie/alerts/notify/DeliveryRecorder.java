package io.vigie.alerts.notify;

import io.vigie.alerts.config.receiver.IntegrationReader;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.alerts.store.StateJson;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateEvent;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Remembers attempts to tell people: in the history, in the metrics that Alertmanager has, and in
/// the log. That the history cannot be written keeps nobody from being told.
final class DeliveryRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryRecorder.class);

  /// More alerts than these are counted rather than listed.
  private static final int MAX_LISTED = 1000;

  private final EventLog events;
  private final InstantSource clock;
  private final AlertPaths paths;
  private final Meters.Counter sent;
  private final Meters.Counter failed;
  private final Meters.Counter requests;
  private final Meters.Counter failedRequests;
  private final Meters.Distribution latency;

  DeliveryRecorder(EventLog events, InstantSource clock, AlertPaths paths, Meters meters) {
    this.events = events;
    this.clock = clock;
    this.paths = paths;
    this.sent =
        meters.counter(
            "alertmanager_notifications_total",
            "The total number of attempted notifications.",
            "integration");
    this.failed =
        meters.counter(
            "alertmanager_notifications_failed_total",
            "The total number of failed notifications.",
            "integration",
            "reason");
    this.requests =
        meters.counter(
            "alertmanager_notification_requests_total",
            "The total number of attempted notification requests.",
            "integration");
    this.failedRequests =
        meters.counter(
            "alertmanager_notification_requests_failed_total",
            "The total number of failed notification requests.",
            "integration");
    this.latency =
        meters.distribution(
            "alertmanager_notification_latency_seconds",
            "The latency of notifications in seconds.",
            "integration");
    IntegrationReader.kinds().forEach(this::beginAtZero);
  }

  /// A counter that is there from the start lets the first failure count as an increase.
  private void beginAtZero(String kind) {
    sent.add(0, kind);
    requests.add(0, kind);
    failedRequests.add(0, kind);
    for (Failure failure : Failure.values()) {
      failed.add(0, kind, failure.label());
    }
  }

  void delivered(
      Destination destination, Notification message, int attempts, Instant begin, String answer) {
    Duration took = Duration.between(begin, clock.instant());
    sent.increment(destination.kind());
    requests.increment(destination.kind());
    latency.observe(took.toNanos() / 1e9, destination.kind());
    paths.told(destination, message, clock.millis());
    ObjectNode details = details(destination, message, attempts);
    details.put("answer", answer);
    append("notification.sent", message, details);
  }

  void willRetry(Destination destination, Notification message, int attempt, String reason) {
    requests.increment(destination.kind());
    failedRequests.increment(destination.kind());
    if (attempt == 1) {
      LOG.warn(
          "message to {} about {} failed, will be tried again: {}",
          destination.name(),
          message.groupKey(),
          reason);
    }
  }

  void failed(
      Destination destination, Notification message, Failure failure, String why, int attempts) {
    sent.increment(destination.kind());
    requests.increment(destination.kind());
    failedRequests.increment(destination.kind());
    failed.increment(destination.kind(), failure.label());
    LOG.error(
        "message to {} about {} given up after {} attempts: {}",
        destination.name(),
        message.groupKey(),
        attempts,
        why);
    ObjectNode details = details(destination, message, attempts);
    details.put("failure", why);
    append("notification.failed", message, details);
  }

  private static ObjectNode details(Destination destination, Notification message, int attempts) {
    ObjectNode details = StateJson.object();
    details.put("destination", destination.name());
    details.put("groupKey", message.groupKey());
    details.put("status", message.status());
    details.put("reason", message.reason().words());
    details.put("attempts", attempts);
    details.put("alertCount", message.alerts().size());
    ArrayNode alerts = details.putArray("alerts");
    Labels shared = message.commonLabels();
    for (Alert alert : message.alerts().stream().limit(MAX_LISTED).toList()) {
      alerts
          .addObject()
          .put("fingerprint", Fingerprint.text(alert.labels()))
          .put("status", message.isResolved(alert) ? "resolved" : "firing")
          .set("labels", own(alert, shared));
    }
    return details;
  }

  /// The labels that an alert does not share with all others of the message.
  private static ObjectNode own(Alert alert, Labels shared) {
    ObjectNode own = StateJson.object();
    alert
        .labels()
        .forEach((name, value) -> {
          if (!shared.get(name).equals(value)) {
            own.put(name, value);
          }
        });
    return own;
  }

  /// Under the labels that all alerts of the message share.
  private void append(String kind, Notification message, ObjectNode details) {
    try {
      events.append(
          List.of(
              new StateEvent(clock.millis(), kind, message.commonLabels(), details.toString())));
    } catch (IOException e) {
      LOG.warn("the history lacks {} to {}: {}", kind, details.path("destination"), e.toString());
    }
  }
}
