package io.vigie.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import io.vigie.testkit.RecordingMeters;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertPathsTest {
  private static final String ROUTES =
      """
      route: {receiver: ops, group_by: [alertname], group_wait: 5s, group_interval: 10s}
      inhibit_rules:
      - {source_matchers: [alertname=Cause], target_matchers: [alertname=A]}
      receivers:
      - name: ops
        webhook_configs: [{url: "http://localhost/"}]
      """;
  private static final Labels ALERT = Labels.of("alertname", "A");

  private final RecordingMeters meters = new RecordingMeters();

  private static StoredAlert alert(AlertTimeline timeline, Labels labels, long sampledAgoMillis) {
    long now = timeline.clock.millis();
    return new StoredAlert(
        new Alert(labels, Labels.EMPTY, now, now + 3_600_000, "", now - sampledAgoMillis),
        now,
        false);
  }

  private AlertTimeline timeline() throws IOException {
    AlertTimeline timeline = new AlertTimeline(ROUTES, meters);
    timeline.answers =
        (_, _) -> {
          timeline.clock.advance(Duration.ofMillis(500));
          return new Outcome.Delivered("ok");
        };
    return timeline;
  }

  @Test
  void theWayIsMeasuredOnceFromTheSampleToTheAnswer() throws IOException {
    try (AlertTimeline timeline = timeline()) {
      timeline.alerting().put(List.of(alert(timeline, ALERT, 2000)));
      timeline.alerting().put(List.of(alert(timeline, ALERT, 2000)));
      timeline.until(60);
      assertThat(meters.observed("vigie_alert_path_seconds")).containsExactly(7.5);
      assertThat(meters.observed("vigie_alert_path_stage_seconds", "evaluation"))
          .containsExactly(2.0);
      assertThat(meters.observed("vigie_alert_path_stage_seconds", "grouping"))
          .containsExactly(5.0);
      assertThat(meters.observed("vigie_alert_path_stage_seconds", "delivery"))
          .containsExactly(0.5);
    }
  }

  @Test
  void anAlertThatEndedAndFiresAgainIsMeasuredAgain() throws IOException {
    try (AlertTimeline timeline = timeline()) {
      timeline.fire(0, ALERT).resolve(20, ALERT).fire(40, ALERT).until(60);
      assertThat(meters.observed("vigie_alert_path_seconds")).hasSize(2);
    }
  }

  @Test
  void whatSomebodyWantedQuietIsNoDelay() throws IOException {
    try (AlertTimeline timeline = timeline()) {
      Labels cause = Labels.of("alertname", "Cause");
      timeline.fire(0, cause, ALERT).resolve(30, cause).until(60);
      assertThat(timeline.said)
          .extracting(said -> said.notification().groupLabels())
          .contains(ALERT);
      assertThat(meters.observed("vigie_alert_path_seconds")).as("the cause alone").hasSize(1);
    }
  }

  @Test
  void whatWasKnownBeforeARestartIsNotMeasured() throws IOException {
    try (AlertTimeline timeline = timeline()) {
      timeline.fire(0, ALERT).killed().allowed().until(60);
      assertThat(timeline.said).hasSize(1);
      assertThat(meters.observed("vigie_alert_path_seconds")).isEmpty();
    }
  }
}
