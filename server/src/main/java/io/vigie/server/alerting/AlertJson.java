package io.vigie.server.alerting;

import io.vigie.model.alert.Alert;
import io.vigie.server.http.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/// Alerts as `POST /api/v2/alerts` of an Alertmanager takes them.
final class AlertJson {
  private AlertJson() {}

  static byte[] write(List<Alert> alerts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      JsonWriter json = new JsonWriter(bytes);
      json.beginArray();
      for (Alert alert : alerts) {
        write(alert, json);
      }
      json.endArray();
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  private static void write(Alert alert, JsonWriter json) throws IOException {
    json.beginObject().name("annotations").labels(alert.annotations());
    json.name("endsAt").string(time(alert.endsAtMillis()));
    json.name("startsAt").string(time(alert.startsAtMillis()));
    json.name("generatorURL").string(alert.generatorUrl());
    json.name("labels").labels(alert.labels()).endObject();
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
