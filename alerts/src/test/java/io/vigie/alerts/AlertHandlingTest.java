package io.vigie.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.handling.Acknowledgement;
import io.vigie.alerts.handling.Handling;
import io.vigie.alerts.handling.Note;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What people do about alerts, and what follows. Times are seconds on a fake clock.
class AlertHandlingTest {
  private static final String REMINDING =
      """
      route:
        receiver: ops
        group_by: [job]
        group_wait: 5s
        group_interval: 30s
        repeat_interval: 2m
      receivers:
      - name: ops
        webhook_configs:
        - url: http://localhost/
      """;
  private static final Labels A = Labels.of("alertname", "A");
  private static final Labels B = Labels.of("alertname", "B");
  private static final String OF_A = Fingerprint.text(A);

  private static long at(AlertTimeline day, double second) {
    return AlertTimeline.START.toEpochMilli() + (long) (second * 1000);
  }

  private static void acknowledge(AlertTimeline day, double second, double until)
      throws IOException {
    day.until(second);
    assertThat(day.alerting().handling().acknowledge(OF_A, "ann", "on it", at(day, until)))
        .isPresent();
  }

  private static List<String> history(AlertTimeline day) {
    return day.events.query("alert", TimeRange.ALWAYS, List.of(), 100).reversed().stream()
        .map(event -> event.kind())
        .toList();
  }

  @Test
  void nobodyIsRemindedOfAnAcknowledgedAlertUntilTheAcknowledgementRunsOut() throws Exception {
    try (var day = new AlertTimeline(REMINDING)) {
      day.push(1, 7200, A);
      acknowledge(day, 20, 1000);
      day.until(1200)
          .said(
              "6 ops {A=firing} first notification",
              "1026 ops {A=firing} repeat interval elapsed",
              "1176 ops {A=firing} repeat interval elapsed");
      assertThat(history(day))
          .containsExactly("alert.fired", "alert.acknowledged", "alert.unacknowledged");
    }
  }

  @Test
  void aNewAlertOfTheGroupIsToldAllTheSame() throws Exception {
    try (var day = new AlertTimeline(REMINDING)) {
      day.push(1, 7200, A);
      acknowledge(day, 20, 5000);
      day.push(300, 7200, B).until(320);
      day.said(
          "6 ops {A=firing} first notification", "306 ops {A=firing, B=firing} new alerts added");
    }
  }

  @Test
  void anAcknowledgementEndsWithItsAlertAndSurvivesAKill() throws Exception {
    try (var day = new AlertTimeline(REMINDING)) {
      day.push(1, 7200, A);
      acknowledge(day, 20, 5000);
      day.alerting().handling().note(OF_A, Note.Kind.ACTION, "ann", "restarted it");
      day.killed().allowed().until(60);

      Handling handling = day.alerting().handling().of(OF_A);
      assertThat(handling.acknowledgement().orElseThrow().owner()).isEqualTo("ann");
      assertThat(handling.notes()).extracting(Note::text).containsExactly("restarted it");

      day.resolve(61, A);
      assertThat(day.alerting().handling().of(OF_A)).isEqualTo(Handling.NONE);
      day.push(200, 7200, A).until(360);
      assertThat(day.said.getLast().toString())
          .isEqualTo("355 ops {A=firing} repeat interval elapsed");
    }
  }

  @Test
  void takingAnAcknowledgementBackLetsRemindersOut() throws Exception {
    try (var day = new AlertTimeline(REMINDING)) {
      day.push(1, 7200, A);
      acknowledge(day, 20, 5000);
      day.until(400);
      day.alerting().handling().unacknowledge(OF_A, "ann", "not me");
      day.until(430)
          .said(
              "6 ops {A=firing} first notification", "426 ops {A=firing} repeat interval elapsed");
    }
  }

  @Test
  void whatIsResolvedByHandStaysOverWhileItsSenderOnlyRepeatsIt() throws Exception {
    try (var day = new AlertTimeline(REMINDING)) {
      long begin = at(day, 1);
      day.until(1);
      send(day, begin, 7200);
      day.until(40);
      assertThat(day.alerting().handling().resolve(OF_A, "ann", "false alarm", at(day, 900)))
          .isPresent();
      for (int second = 100; second < 800; second += 100) {
        day.until(second);
        send(day, begin, 7200);
      }
      day.said("6 ops {A=firing} first notification", "66 ops {A=resolved} all alerts resolved");
      day.killed().allowed().until(850);
      send(day, begin, 7200);
      assertThat(day.said).hasSize(2);

      day.until(910);
      send(day, begin, 7200);
      day.until(930);
      assertThat(day.said.getLast().toString()).isEqualTo("910 ops {A=firing} first notification");
      assertThat(history(day))
          .containsExactly(
              "alert.fired", "alert.resolved_by_hand", "alert.resolved", "alert.fired");
    }
  }

  @Test
  void whatBeginsAnewAfterItWasResolvedByHandIsToldAtOnce() throws Exception {
    try (var day = new AlertTimeline(REMINDING)) {
      day.until(1);
      send(day, at(day, 1), 7200);
      day.until(40);
      day.alerting().handling().resolve(OF_A, "ann", "", Acknowledgement.NEVER);
      day.until(100);
      send(day, at(day, 100), 7200);
      day.until(110)
          .said(
              "6 ops {A=firing} first notification",
              "66 ops {A=resolved} all alerts resolved",
              "105 ops {A=firing} first notification");
    }
  }

  private static void send(AlertTimeline day, long beginMillis, int lastingSeconds) {
    long end = day.clock.millis() + lastingSeconds * 1000L;
    day.alerting().send(List.of(new Alert(A, Labels.EMPTY, beginMillis, end, "")));
  }

  @Test
  void nothingCanBeDoneAboutWhatDoesNotFire() throws Exception {
    try (var day = new AlertTimeline(REMINDING)) {
      AlertHandling handling = day.alerting().handling();
      assertThat(handling.acknowledge("none", "ann", "", Acknowledgement.NEVER)).isEmpty();
      assertThat(handling.note("none", Note.Kind.NOTE, "ann", "x")).isEmpty();
      assertThat(handling.resolve("none", "ann", "", Acknowledgement.NEVER)).isEmpty();
      assertThat(handling.unacknowledge("none", "ann", "")).isEmpty();
    }
  }
}
