package io.vigie.alerts;

import io.vigie.alerts.mute.Silence;
import io.vigie.alerts.mute.SilenceUpkeep;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.NotifyReason;
import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The message that a silence ends soon, in the form of an alert that all receivers can tell.
final class SilenceWarnings {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private SilenceWarnings() {}

  static Notification message(SilenceUpkeep.Warning warning, long nowMillis) {
    Silence silence = warning.silence();
    Instant end = Instant.ofEpochMilli(silence.endsAtMillis());
    String summary =
        "The silence of %s (\"%s\") ends at %s; %d of the alerts that it hides fire now."
            .formatted(silence.createdBy(), silence.comment(), end, warning.hidden().size());
    Alert alert =
        new Alert(
            Labels.of("alertname", "SilenceExpiring", "severity", "info", "silence", silence.id()),
            Labels.of("summary", summary, "matchers", silence.matcherSets().toString()),
            nowMillis,
            Math.max(silence.endsAtMillis(), nowMillis + 1),
            "");
    Instant now = Instant.ofEpochMilli(nowMillis);
    return new Notification(
        "{}/{silence=\"%s\"}:%d".formatted(silence.id(), silence.endsAtMillis()),
        warning.receiver(),
        Labels.of("alertname", "SilenceExpiring"),
        Labels.EMPTY,
        List.of(alert),
        now,
        now.plus(PATIENCE),
        Duration.ofDays(1),
        List.of(),
        List.of(),
        NotifyReason.UNKNOWN,
        Map.of());
  }
}
