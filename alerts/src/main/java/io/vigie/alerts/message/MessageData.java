package io.vigie.alerts.message;

import io.vigie.alerts.receiver.Notification;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.metric.Labels;
import io.vigie.template.time.GoTime;
import io.vigie.template.value.GoValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The dot of notification templates.
final class MessageData {
  private static final String META = "\\.+*?()|[]{}^$";

  private MessageData() {}

  static GoValue of(
      Notification notification, Map<String, String> routeLabels, String externalUrl) {
    List<GoValue> alerts =
        notification.alerts().stream()
            .map(alert -> alert(alert, notification.isResolved(alert)))
            .toList();
    return GoValue.struct(
        MessageTypes.DATA,
        GoValue.of(quoted(notification.receiver())),
        GoValue.of(notification.status()),
        GoValue.list(MessageTypes.ALERTS, alerts),
        GoValue.of(notification.reason().words()),
        MessageTypes.kv(notification.groupLabels().toMap()),
        MessageTypes.kv(common(notification, Alert::labels)),
        MessageTypes.kv(common(notification, Alert::annotations)),
        MessageTypes.kv(routeLabels),
        GoValue.of(externalUrl));
  }

  private static GoValue alert(Alert alert, boolean resolved) {
    return GoValue.struct(
        MessageTypes.ALERT,
        GoValue.of(resolved ? "resolved" : "firing"),
        MessageTypes.kv(alert.labels().toMap()),
        MessageTypes.kv(alert.annotations().toMap()),
        GoTime.of(Instant.ofEpochMilli(alert.startsAtMillis())),
        resolved ? GoTime.of(Instant.ofEpochMilli(alert.endsAtMillis())) : GoTime.of(GoTime.ZERO),
        GoValue.of(alert.generatorUrl()),
        GoValue.of(Fingerprint.text(alert.labels())));
  }

  /// What all alerts have with the same value.
  private static Map<String, String> common(
      Notification notification, Function<Alert, Labels> part) {
    Map<String, String> common = new TreeMap<>();
    List<Alert> alerts = notification.alerts();
    if (!alerts.isEmpty()) {
      common.putAll(part.apply(alerts.getFirst()).toMap());
      alerts.forEach(alert ->
          common.entrySet().removeIf(e -> !part.apply(alert).get(e.getKey()).equals(e.getValue())));
    }
    return common;
  }

  /// A name as a regular expression, which is how links to the list of alerts want it.
  private static String quoted(String receiver) {
    StringBuilder quoted = new StringBuilder();
    receiver.chars().forEach(c -> quoted.append(META.indexOf(c) >= 0 ? "\\" : "").append((char) c));
    return quoted.toString();
  }
}
