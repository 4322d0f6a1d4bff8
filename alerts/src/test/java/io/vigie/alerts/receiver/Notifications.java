package io.vigie.alerts.receiver;

import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One group with one alert, firing or over.
public final class Notifications {
  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private Notifications() {}

  public static Notification firing() {
    return of(NOW.plusSeconds(300), Map.of());
  }

  public static Notification firing(Map<String, String> remembered) {
    return of(NOW.plusSeconds(300), remembered);
  }

  public static Notification resolved() {
    return of(NOW.minusSeconds(1), Map.of());
  }

  private static Notification of(Instant end, Map<String, String> remembered) {
    Alert alert =
        new Alert(
            Labels.of("alertname", "Down", "severity", "critical"),
            Labels.of("summary", "é <b>"),
            NOW.minusSeconds(60).toEpochMilli(),
            end.toEpochMilli(),
            "http://prom/1");
    return new Notification(
        "{}:{alertname=\"Down\"}",
        "team",
        Labels.of("alertname", "Down"),
        Labels.EMPTY,
        List.of(alert),
        NOW,
        NOW.plusSeconds(60),
        Duration.ofHours(4),
        List.of(),
        List.of(),
        NotifyReason.FIRST_NOTIFICATION,
        remembered);
  }
}
