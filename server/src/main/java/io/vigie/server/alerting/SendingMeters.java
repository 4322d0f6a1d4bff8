package io.vigie.server.alerting;

import io.vigie.model.telemetry.Meters;

/// What sending reports about itself, under Prometheus' names.
final class SendingMeters {
  private static final String ALERTMANAGER = "alertmanager";

  final Meters.Counter sent;
  final Meters.Counter errors;
  final Meters.Counter dropped;
  final Meters.Distribution latencySeconds;
  final Meters.Gauge queueLength;
  final Meters.Gauge queueCapacity;

  SendingMeters(Meters meters) {
    sent = meters.counter("prometheus_notifications_sent_total", "Alerts sent.", ALERTMANAGER);
    errors =
        meters.counter(
            "prometheus_notifications_errors_total",
            "Alerts that an Alertmanager did not take.",
            ALERTMANAGER);
    dropped =
        meters.counter(
            "prometheus_notifications_dropped_total",
            "Alerts given up: not taken, or the queue was full.",
            ALERTMANAGER);
    latencySeconds =
        meters.distribution(
            "prometheus_notifications_latency_seconds", "How long sending takes.", ALERTMANAGER);
    queueLength =
        meters.gauge("prometheus_notifications_queue_length", "Alerts that wait.", ALERTMANAGER);
    queueCapacity =
        meters.gauge(
            "prometheus_notifications_queue_capacity", "Alerts that may wait.", ALERTMANAGER);
  }
}
