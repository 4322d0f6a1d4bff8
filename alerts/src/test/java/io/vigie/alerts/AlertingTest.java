package io.vigie.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.mute.Silence;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// When whom is told what. Times are seconds on a fake clock.
class AlertingTest {
  private static final String ONE_WEBHOOK =
      """
      route:
        receiver: ops
        group_by: [alertname]
        group_wait: 5s
        group_interval: 30s
        repeat_interval: 10m
      receivers:
      - name: ops
        webhook_configs:
        - url: http://localhost/
      """;

  private static Labels alert(String name, String... more) {
    Labels.Builder labels = Labels.builder().set("alertname", name);
    for (int i = 0; i < more.length; i += 2) {
      labels.set(more[i], more[i + 1]);
    }
    return labels.build();
  }

  @Test
  void groupsWhatFiresWithinTheTimeToWait() throws IOException {
    try (var day = new AlertTimeline(ONE_WEBHOOK)) {
      day.fire(1, alert("A", "n", "1")).fire(3, alert("A", "n", "2")).fire(4, alert("B"));
      day.until(20)
          .said(
              "6 ops {A1=firing, A2=firing} first notification",
              "9 ops {B=firing} first notification");
    }
  }

  @Test
  void tellsOfChangesAtTheGroupInterval() throws IOException {
    try (var day = new AlertTimeline(ONE_WEBHOOK)) {
      day.fire(1, alert("A", "n", "1")).fire(10, alert("A", "n", "2"));
      day.resolve(40, alert("A", "n", "1")).resolve(70, alert("A", "n", "2"));
      day.until(200)
          .said(
              "6 ops {A1=firing} first notification",
              "36 ops {A1=firing, A2=firing} new alerts added",
              "66 ops {A1=resolved, A2=firing} some alerts resolved",
              "96 ops {A2=resolved} all alerts resolved");
      assertThat(day.alerting().groups()).isEmpty();
    }
  }

  @Test
  void repeatsAtTheFirstGroupIntervalAfterTheRepeatInterval() throws IOException {
    try (var day = new AlertTimeline(ONE_WEBHOOK)) {
      day.fire(1, alert("A"));
      day.until(700)
          .said(
              "6 ops {A=firing} first notification", "636 ops {A=firing} repeat interval elapsed");
    }
  }

  @Test
  void saysNothingOfWhatIsOverBeforeAnybodyWasTold() throws IOException {
    try (var day = new AlertTimeline(ONE_WEBHOOK)) {
      day.fire(1, alert("A")).resolve(3, alert("A"));
      day.until(100).said();
    }
  }

  @Test
  void alertsThatNobodyRepeatsAreOver() throws IOException {
    try (var day = new AlertTimeline(ONE_WEBHOOK)) {
      day.push(1, 60, alert("A"));
      day.until(100)
          .said("6 ops {A=firing} first notification", "66 ops {A=resolved} all alerts resolved");
    }
  }

  @Test
  void silencesAndInhibitionKeepQuietUntilTheyEnd() throws Exception {
    String inhibiting =
        ONE_WEBHOOK
            + """
            inhibit_rules:
            - source_matchers: [alertname=Source]
              target_matchers: [alertname=Target]
            """;
    try (var day = new AlertTimeline(inhibiting)) {
      long now = day.clock.millis();
      day.alerting()
          .silences()
          .set(
              new Silence(
                  "",
                  List.of(MatcherSyntax.FALLBACK.parse("alertname=Quiet")),
                  now,
                  now + 20_000,
                  0,
                  "me",
                  "",
                  Map.of()));
      day.fire(1, alert("Quiet"), alert("Target"), alert("Source"));
      assertThat(day.alerting().status(alert("Target")).state()).isEqualTo("suppressed");
      day.until(30).said("6 ops {Source=firing} first notification");
      day.resolve(40, alert("Source"));
      day.until(100)
          .said(
              "6 ops {Source=firing} first notification",
              "36 ops {Quiet=firing} first notification",
              "66 ops {Source=resolved} all alerts resolved",
              "66 ops {Target=firing} first notification");
    }
  }

  @Test
  void mutesInTheIntervalsOfTheRouteAndOutsideTheActiveOnes() throws IOException {
    String timed =
        """
        route:
          receiver: ops
          group_wait: 1s
          group_interval: 1m
          routes:
          - matchers: [alertname=Night]
            mute_time_intervals: [night]
          - matchers: [alertname=Day]
            active_time_intervals: [day]
        receivers:
        - name: ops
          webhook_configs:
          - url: http://localhost/
        time_intervals:
        - name: night
          time_intervals:
          - times: [{start_time: '00:00', end_time: '00:10'}]
        - name: day
          time_intervals:
          - times: [{start_time: '00:05', end_time: '24:00'}]
        """;
    try (var day = new AlertTimeline(timed)) {
      day.fire(1, alert("Night"), alert("Day"));
      day.until(100).said();
      assertThat(day.alerting().groups())
          .extracting(day.alerting()::mutedBy)
          .containsExactlyInAnyOrder(List.of("night"), List.of("day"));
      day.until(700)
          .said(
              "302 ops {Day=firing} first notification",
              "602 ops {Night=firing} first notification");
    }
  }

  @Test
  void triesAgainAndSaysItOnce() throws IOException {
    try (var day = new AlertTimeline(ONE_WEBHOOK)) {
      int[] attempts = new int[1];
      day.answers =
          (_, _) ->
              ++attempts[0] < 4
                  ? new Outcome.Retry(Failure.SERVER_ERROR, "503")
                  : new Outcome.Delivered("ok");
      day.fire(1, alert("A")).until(20);
      assertThat(attempts[0]).isEqualTo(4);
      assertThat(day.said).hasSize(1);
      assertThat(day.alerting().owed()).isEmpty();
    }
  }

  @Test
  void whatCannotBeDeliveredIsListedAndCanBeSentAgain() throws Exception {
    try (var day = new AlertTimeline(ONE_WEBHOOK)) {
      day.answers = (_, _) -> new Outcome.Refused(Failure.CLIENT_ERROR, "404 no such hook");
      day.fire(1, alert("A")).until(20);

      var owed = day.alerting().owed();
      assertThat(owed).hasSize(1);
      assertThat(owed.getFirst().failure()).isEqualTo("404 no such hook");
      assertThat(owed.getFirst().destination()).isEqualTo("ops/webhook[0]");

      day.answers = (_, _) -> new Outcome.Delivered("ok");
      assertThat(day.alerting().resend(owed.getFirst())).isEmpty();
      assertThat(day.said).hasSize(1);
      assertThat(day.alerting().owed()).isEmpty();
      day.until(60);
      assertThat(day.said).hasSize(1);
    }
  }

  @Test
  void oneDeadIntegrationDelaysNoOther() throws IOException {
    String two = ONE_WEBHOOK + "  discord_configs:\n  - webhook_url: http://localhost/\n";
    try (var day = new AlertTimeline(two)) {
      day.answers =
          (kind, _) ->
              kind.equals("webhook")
                  ? new Outcome.Refused(Failure.CLIENT_ERROR, "no")
                  : new Outcome.Delivered("ok");
      day.fire(1, alert("A")).until(100);
      assertThat(day.said).extracting(AlertTimeline.Said::destination).containsExactly("discord");
      assertThat(day.said.getFirst().second()).isEqualTo(6);
    }
  }

  @Test
  void aRestartRepeatsNothingAndForgetsNothing() throws IOException {
    try (var day = new AlertTimeline(ONE_WEBHOOK)) {
      day.fire(1, alert("A")).until(10);
      day.fire(12, alert("B")).killed().allowed();
      day.until(60);
      day.resolve(61, alert("A")).killed().allowed();
      day.until(120)
          .said(
              "6 ops {A=firing} first notification",
              "17 ops {B=firing} first notification",
              "61 ops {A=resolved} all alerts resolved");
    }
  }

  @Test
  void nobodyIsToldBeforeItIsAllowedAfterARestart() throws IOException {
    String inhibiting =
        ONE_WEBHOOK
            + """
            inhibit_rules:
            - source_matchers: [alertname=Source]
              target_matchers: [alertname=Target]
            """;
    try (var day = new AlertTimeline(inhibiting)) {
      day.until(10).killed();
      day.fire(100, alert("Target")).until(200).said();
      day.fire(200, alert("Source")).allowed();
      day.until(210).said("205 ops {Source=firing} first notification");
    }
  }

  @Test
  void aReloadKeepsWhatWasTold() throws IOException {
    try (var day = new AlertTimeline(ONE_WEBHOOK)) {
      day.fire(1, alert("A")).until(10);
      day.reloaded(ONE_WEBHOOK.replace("5s", "7s")).until(100);
      day.said("6 ops {A=firing} first notification");
    }
  }

  @Test
  void theHistoryKnowsWhatHappened() throws IOException {
    try (var day = new AlertTimeline(ONE_WEBHOOK)) {
      day.fire(1, alert("A")).resolve(20, alert("A")).until(60);
      assertThat(day.events.query("alert", TimeRange.ALWAYS, List.of(), 10))
          .extracting(event -> event.kind() + " " + event.labels().get("alertname"))
          .containsExactly("alert.resolved A", "alert.fired A");
      assertThat(day.events.query("notification", TimeRange.ALWAYS, List.of(), 10))
          .extracting(event -> event.kind())
          .containsExactly("notification.sent", "notification.sent");
    }
  }
}
