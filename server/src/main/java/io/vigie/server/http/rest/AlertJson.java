package io.vigie.server.http.rest;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.handling.Handling;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import io.vigie.server.http.HandlingJson;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Writes an alert, and what people did about it.
final class AlertJson {
  private static final String RESOLVED = "resolved";

  private AlertJson() {}

  static void write(StoredAlert stored, Handling handling, Alerting alerting, JsonWriter json)
      throws IOException {
    write(stored, handling, status(handling), alerting, json);
  }

  /// An alert that does not fire any more.
  static void writeEnded(StoredAlert stored, Handling handling, Alerting alerting, JsonWriter json)
      throws IOException {
    write(stored, handling, RESOLVED, alerting, json);
  }

  private static void write(
      StoredAlert stored, Handling handling, String status, Alerting alerting, JsonWriter json)
      throws IOException {
    Alert alert = stored.alert();
    Labels labels = alert.labels();
    json.beginObject().name("id").string(stored.fingerprint());
    json.name("name").string(labels.get("alertname"));
    json.name("severity").string(labels.get("severity"));
    json.name("level");
    var level = Severity.ofWord(labels.get("severity"));
    if (level.isPresent()) {
      json.string(level.get().word());
    } else {
      json.nothing();
    }
    json.name("service").string(service(labels));
    json.name("status").string(status);
    json.name("suppressed").bool(alerting.status(labels).isSuppressed());
    json.name("message").string(message(alert.annotations()));
    json.name("labels").labels(labels);
    json.name("annotations").labels(alert.annotations());
    json.name("startsAt").string(time(alert.startsAtMillis()));
    json.name("updatedAt").string(time(stored.updatedAtMillis()));
    HandlingJson.write(handling, json);
    json.endObject();
  }

  private static String status(Handling handling) {
    if (handling.resolution().isPresent()) {
      return RESOLVED;
    }
    return handling.acknowledgement().isPresent() ? "acknowledged" : "active";
  }

  /// Platforms name what an alert is about in different ways.
  static String service(Labels labels) {
    return first(labels, List.of("service", "job", "component", "instance"));
  }

  private static String message(Labels annotations) {
    return first(annotations, List.of("summary", "message", "description"));
  }

  private static String first(Labels labels, List<String> names) {
    return Stream.concat(names.stream().map(labels::get), Stream.of(""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String time(long millis) {
    return TimeText.format(Instant.ofEpochMilli(millis));
  }
}
