package io.vigie.alerts;

import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.mute.Silence;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.telemetry.Meters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What dashboards and rules made for Alertmanager ask of it, under its names: alerts, silences,
/// groups and the configuration in force. The pipeline counts messages itself.
final class AlertingMeters {
  /// The API's version, by which upstream tells its receivers apart.
  private static final String VERSION = "v2";

  private final InstantSource clock;
  private final Meters.Counter received;
  private final Meters.Counter invalid;
  private final Meters.Counter limited;
  private final Meters.Counter groupsRefused;
  private final Meters.Distribution processing;
  private final Meters.Gauge receivers;
  private final Meters.Gauge integrations;
  private final Meters.Gauge inhibitRules;
  private final Meters.Gauge configHash;

  AlertingMeters(Meters meters, InstantSource clock, int perAlertNameLimit) {
    this.clock = clock;
    received =
        meters.counter(
            "alertmanager_alerts_received_total",
            "Alerts that were taken over, from rules here and from other senders.",
            "status",
            "version");
    received.add(0, "firing", VERSION);
    received.add(0, "resolved", VERSION);
    invalid =
        meters.counter(
            "alertmanager_alerts_invalid_total", "Alerts that were refused as invalid.", "version");
    invalid.add(0, VERSION);
    limited =
        meters.counter(
            "alertmanager_alerts_limited_total", "Alerts dropped because of too many of a name.");
    limited.add(0);
    groupsRefused =
        meters.counter(
            "alertmanager_dispatcher_aggregation_group_limit_reached_total",
            "Alerts that found no place because there are too many groups.");
    groupsRefused.add(0);
    processing =
        meters.summary(
            "alertmanager_dispatcher_alert_processing_duration_seconds",
            "How long it took to take over a batch of alerts and sort it into groups.");
    receivers = meters.gauge("alertmanager_receivers", "Receivers in the configuration.");
    integrations = meters.gauge("alertmanager_integrations", "Integrations of all receivers.");
    inhibitRules =
        meters.gauge("alertmanager_inhibition_rules", "Inhibition rules in the configuration.");
    configHash =
        meters.gauge("alertmanager_config_hash", "Changes if the configuration in force does.");
    meters
        .gauge("alertmanager_alerts_per_alert_limit", "Most alerts of one name; 0 is any number.")
        .set(perAlertNameLimit);
    ClusterMeters.register(meters);
  }

  /// Shows what is there at each exposition.
  void watch(Meters meters, Alerting alerting) {
    meters.gaugesOf(
        "alertmanager_alerts", "Alerts by state.", "state", () -> alertsByState(alerting));
    meters.gaugesOf(
        "alertmanager_silences",
        "Silences by state, those that are over and still kept included.",
        "state",
        () -> silencesByState(alerting.silences().all()));
    meters.gaugeOf(
        "alertmanager_dispatcher_aggregation_groups",
        "Groups that have alerts.",
        () -> alerting.groups().size());
  }

  private Map<String, Double> alertsByState(Alerting alerting) {
    long now = clock.millis();
    Map<String, Double> counts = zeros("active", "suppressed", "unprocessed");
    boolean isOpen = alerting.allowsNotifications();
    for (StoredAlert alert : alerting.alerts()) {
      if (!alert.alert().resolvedAt(now)) {
        String state = alerting.status(alert.alert().labels()).state();
        counts.merge(isOpen ? state : "unprocessed", 1.0, Double::sum);
      }
    }
    return counts;
  }

  private Map<String, Double> silencesByState(List<Silence> silences) {
    long now = clock.millis();
    Map<String, Double> counts = new LinkedHashMap<>();
    for (Silence.State state : Silence.State.values()) {
      counts.put(state.label(), 0.0);
    }
    silences.forEach(silence -> counts.merge(silence.stateAt(now).label(), 1.0, Double::sum));
    return counts;
  }

  private static Map<String, Double> zeros(String... states) {
    Map<String, Double> counts = new LinkedHashMap<>();
    for (String state : states) {
      counts.put(state, 0.0);
    }
    return counts;
  }

  /// @param limitedCount of them, dropped because of too many of a name
  /// @param groupless of them, for which there was no group
  void took(List<StoredAlert> alerts, int limitedCount, int groupless, Instant began) {
    Instant now = clock.instant();
    for (StoredAlert alert : alerts) {
      boolean isOver = alert.alert().resolvedAt(now.toEpochMilli());
      received.increment(isOver ? "resolved" : "firing", VERSION);
    }
    limited.add(limitedCount);
    groupsRefused.add(groupless);
    processing.observe(Math.max(0, Duration.between(began, now).toNanos() / 1e9));
  }

  void refused(int count) {
    invalid.add(count, VERSION);
  }

  void configured(AlertmanagerConfig config) {
    receivers.set(config.receivers().size());
    integrations.set(
        config.receivers().stream().mapToInt(receiver -> receiver.integrations().size()).sum());
    inhibitRules.set(config.inhibitRules().size());
    configHash.set(hash(config.toYaml()));
  }

  /// As many bytes of a digest as a float holds exactly.
  private static double hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong() >>> 16;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
