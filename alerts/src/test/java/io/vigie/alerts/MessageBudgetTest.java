package io.vigie.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.notify.MessageBudget;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// So many messages a window, and one digest of the rest. Times are seconds on a fake clock.
class MessageBudgetTest {
  private static final String EACH_ITS_GROUP =
      """
      route: {receiver: chat, group_by: [alertname], group_wait: 0s, group_interval: 30s}
      receivers:
      - name: chat
        webhook_configs: [{url: "http://localhost/"}]
      """;

  private static Labels alert(String name) {
    return Labels.of("alertname", name, "severity", "warning");
  }

  private static ResponsePlan twoAnHour() {
    ResponsePlan none = ResponsePlan.NONE;
    return new ResponsePlan(
        none.silences(),
        none.onCall(),
        none.policies(),
        List.of(new MessageBudget("chat", 2, Duration.ofHours(1), "critical")),
        none.linkExpiry(),
        none.scale());
  }

  private static AlertTimeline day() throws Exception {
    return new AlertTimeline(EACH_ITS_GROUP).with(twoAnHour());
  }

  private static List<String> states(Notification digest) {
    return digest.alerts().stream()
        .map(alert ->
            alert.labels().get("alertname") + (digest.isResolved(alert) ? " over" : " fires"))
        .sorted()
        .toList();
  }

  @Test
  void whatIsTooMuchIsToldInOneDigestAtTheEndOfTheWindow() throws Exception {
    try (var day = day()) {
      day.push(1, 9000, alert("A")).push(2, 9000, alert("B"));
      day.push(3, 9000, alert("C")).push(4, 9000, alert("D")).resolve(300, alert("D"));
      day.until(3590);
      day.said("1 chat {A=firing} first notification", "2 chat {B=firing} first notification");
      day.until(3610);
      assertThat(day.said).hasSize(3);
      Notification digest = day.said.getLast().notification();
      assertThat(day.said.getLast().second()).isEqualTo(3601);
      assertThat(states(digest)).containsExactly("C fires", "D over");
      assertThat(digest.routeLabels().get("digest")).isEqualTo("2");
    }
  }

  @Test
  void theWorstAlwaysPasses() throws Exception {
    try (var day = day()) {
      day.push(1, 9000, alert("A")).push(2, 9000, alert("B")).push(3, 9000, alert("C"));
      day.push(4, 9000, Labels.of("alertname", "Z", "severity", "P0")).until(5);
      assertThat(day.said.getLast().toString()).isEqualTo("4 chat {Z=firing} first notification");
    }
  }

  @Test
  void aDigestSurvivesAKillAndADeadReceiver() throws Exception {
    try (var day = day()) {
      day.push(1, 90_000, alert("A")).push(2, 90_000, alert("B")).push(3, 90_000, alert("C"));
      day.killed().allowed().until(100);
      day.answers =
          (_, _) -> new Outcome.Refused(Outcome.Failure.CLIENT_ERROR, "the other side is gone");
      day.until(3605);
      assertThat(day.said).hasSize(2);
      assertThat(day.alerting().owed()).hasSize(1);
      day.answers = (_, _) -> new Outcome.Delivered("ok");
      assertThat(day.alerting().resend(day.alerting().owed().getFirst())).isEmpty();
      assertThat(states(day.said.getLast().notification())).containsExactly("C fires");
    }
  }

  @Test
  void anAlertThatCameAndWentWhileHeldIsStillTold() throws Exception {
    try (var day = day()) {
      day.push(1, 9000, alert("A")).push(2, 9000, alert("B")).push(3, 9000, alert("C"));
      day.resolve(100, alert("C")).push(200, 9000, alert("C").with("n", "2")).until(3610);
      assertThat(states(day.said.getLast().notification())).containsExactly("C fires", "C over");
    }
  }

  @Test
  void withoutABudgetSinceAReloadTheDigestComesAtOnce() throws Exception {
    try (var day = day()) {
      day.push(1, 9000, alert("A")).push(2, 9000, alert("B")).push(3, 9000, alert("C"));
      day.with(ResponsePlan.NONE).until(20);
      assertThat(day.said).hasSize(3);
      day.push(21, 9000, alert("D")).until(22);
      assertThat(day.said).hasSize(4);
    }
  }
}
