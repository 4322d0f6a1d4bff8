package io.vigie.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.receiver.Notification;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.alert.SeverityScale;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is told when, as long as nobody acknowledges. Times are seconds on a fake clock.
class EscalationTest {
  private static final String RECEIVERS =
      """
      route: {receiver: nobody, group_by: [alertname], group_wait: 1s, group_interval: 5m}
      inhibit_rules:
      - {source_matchers: [alertname=Big], target_matchers: [alertname=A]}
      receivers:
      - name: nobody
      - name: phone
        webhook_configs: [{url: "http://localhost/"}]
      - name: managers
        webhook_configs: [{url: "http://localhost/"}]
      """;
  private static final String POLICY =
      """
      users:
        ann: {contacts: [{receiver: phone, address: "+1"}]}
        bob: {contacts: [{receiver: phone, address: "+2"}]}
      schedules:
        first: {rotations: [{users: [ann, bob], start: 2026-01-01T00:00, every: 1h}]}
      escalation:
      - name: production
        min_severity: warning
        levels:
        - {notify: [{schedule: first}], timeout: 5m}
        - {notify: [{user: bob}], timeout: 15m}
        - {notify: [{receiver: managers}], timeout: 30m}
      """;
  private static final Labels A = Labels.of("alertname", "A", "severity", "P0");

  private static ResponsePlan plan(String yaml) {
    return ResponsePlanReader.read(
        YamlFile.parse("vigie.yml", Path.of(""), yaml).mapping(), SeverityScale.DEFAULT);
  }

  private static AlertTimeline day(String policy) throws Exception {
    return new AlertTimeline(RECEIVERS).with(plan(policy));
  }

  private static List<String> told(AlertTimeline day) {
    return day.said.stream()
        .map(said -> {
          Notification message = said.notification();
          return "%.0f %s %s level %s %s"
              .formatted(
                  said.second(),
                  message.receiver(),
                  message.routeLabels().get("user") + message.routeLabels().get("address"),
                  message.routeLabels().get("level"),
                  message.status());
        })
        .toList();
  }

  private static List<String> history(AlertTimeline day) {
    return day.events.query("notification", TimeRange.ALWAYS, List.of(), 100).reversed().stream()
        .map(event -> event.kind())
        .filter(kind -> kind.startsWith("notification.escala"))
        .toList();
  }

  @Test
  void eachLevelIsToldAtItsTimeFromTheTrigger() throws Exception {
    try (var day = day(POLICY)) {
      day.push(10, 7200, A).until(2500);
      assertThat(told(day))
          .containsExactly(
              "11 phone ann+1 level 1 firing",
              "310 phone bob+2 level 2 firing",
              "910 managers  level 3 firing");
      assertThat(history(day))
          .containsExactly(
              "notification.escalated",
              "notification.escalated",
              "notification.escalated",
              "notification.escalation_exhausted");
    }
  }

  @Test
  void whoIsOnCallAtThatMomentIsTold() throws Exception {
    try (var day = day(POLICY)) {
      day.push(3700, 7200, A).until(3710);
      assertThat(told(day)).containsExactly("3701 phone bob+2 level 1 firing");
    }
  }

  @Test
  void anAcknowledgementStopsItAndItsEndBeginsItAnew() throws Exception {
    try (var day = day(POLICY)) {
      day.push(10, 7200, A).until(100);
      long until = day.clock.millis() + Duration.ofMinutes(10).toMillis();
      day.alerting().handling().acknowledge(Fingerprint.text(A), "ann", "", until);
      day.until(690);
      assertThat(told(day)).containsExactly("11 phone ann+1 level 1 firing");
      assertThat(history(day)).endsWith("notification.escalation_stopped");
      day.until(1010);
      assertThat(told(day))
          .containsExactly(
              "11 phone ann+1 level 1 firing",
              "700 phone ann+1 level 1 firing",
              "1000 phone bob+2 level 2 firing");
    }
  }

  @Test
  void theEndIsToldToEverybodyWhoWasTold() throws Exception {
    try (var day = day(POLICY)) {
      day.push(10, 7200, A).resolve(400, A).until(5000);
      assertThat(told(day))
          .containsExactly(
              "11 phone ann+1 level 1 firing",
              "310 phone bob+2 level 2 firing",
              "400 phone ann+1 level 1 resolved",
              "400 phone bob+2 level 2 resolved");
    }
  }

  @Test
  void aKillLosesNoLevelAndTellsNoneTwice() throws Exception {
    try (var day = day(POLICY)) {
      day.push(10, 7200, A).until(200);
      day.killed().allowed().until(250);
      day.clock.advance(Duration.ofMinutes(2));
      day.killed().allowed().until(1000);
      assertThat(told(day))
          .containsExactly(
              "11 phone ann+1 level 1 firing",
              "370 phone bob+2 level 2 firing",
              "910 managers  level 3 firing");
    }
  }

  @Test
  void whatIsSilencedOrInhibitedIsNotEscalated() throws Exception {
    try (var day = day(POLICY)) {
      day.push(1, 600, Labels.of("alertname", "Big")).push(10, 7200, A).until(500);
      assertThat(told(day)).isEmpty();
      day.until(620);
      assertThat(told(day)).containsExactly("601 phone ann+1 level 1 firing");
    }
  }

  @Test
  void harmlessAlertsAreNotEscalatedAndAlertsOfANameAreOneEscalation() throws Exception {
    try (var day = day(POLICY)) {
      day.push(1, 600, Labels.of("alertname", "B", "severity", "info"));
      day.push(2, 600, A.with("n", "1"), A.with("n", "2")).until(100);
      assertThat(told(day)).containsExactly("3 phone ann+1 level 1 firing");
      assertThat(day.said.getFirst().notification().alerts()).hasSize(2);
    }
  }

  @Test
  void theFirstLevelWaitsAsLongAsTheGroupAndHearsOfAllAtOnce() throws Exception {
    try (var day = day(POLICY)) {
      day.push(10, 600, A.with("n", "1")).push(10.5, 600, A.with("n", "2")).until(100);
      assertThat(told(day)).containsExactly("11 phone ann+1 level 1 firing");
      assertThat(day.said.getFirst().notification().alerts()).hasSize(2);
    }
  }

  @Test
  void whatIsInhibitedOrOverWhileTheGroupWaitsIsNotTold() throws Exception {
    try (var day = day(POLICY)) {
      day.push(10, 600, A).push(10.5, 600, Labels.of("alertname", "Big")).until(100);
      day.push(200, 600, A.with("alertname", "Short"))
          .resolve(200.5, A.with("alertname", "Short"))
          .until(300);
      assertThat(told(day)).isEmpty();
      assertThat(history(day)).isEmpty();
    }
  }

  @Test
  void aKillWhileTheGroupWaitsPutsNothingOff() throws Exception {
    String waiting = POLICY.replace("min_severity: warning", "group_wait: 1m");
    try (var day = day(waiting)) {
      day.push(10, 7200, A).until(40);
      day.killed().allowed().until(400);
      assertThat(told(day))
          .containsExactly("70 phone ann+1 level 1 firing", "310 phone bob+2 level 2 firing");
    }
  }

  @ParameterizedTest
  @CsvSource({"0s, 1s, 10", "90s, 1s, 100", "'', 90s, 100", "'', 1h, 160"})
  void aPolicyCanSayHowLongItWaitsAndNobodyLosesMoreThanHalfOfTheTime(
      String ofPolicy, String ofRoute, int toldAt) throws Exception {
    String policy =
        ofPolicy.isEmpty()
            ? POLICY
            : POLICY.replace("min_severity: warning", "group_wait: " + ofPolicy);
    String routed = RECEIVERS.replace("group_wait: 1s", "group_wait: " + ofRoute);
    try (var day = new AlertTimeline(routed).with(plan(policy))) {
      day.push(10, 7200, A).until(300);
      assertThat(told(day)).containsExactly(toldAt + " phone ann+1 level 1 firing");
    }
  }

  @Test
  void aLevelThatHasNobodyAtThisHourGivesWayToTheNextOne() throws Exception {
    String nights = POLICY.replace("every: 1h}", "every: 1h, hours: [{from: 22:00, to: 06:00}]}");
    try (var day = day(nights)) {
      day.push(10, 60, A).until(200);
      assertThat(told(day))
          .containsExactly("11 phone ann+1 level 1 firing", "70 phone ann+1 level 1 resolved");
      day.said.clear();
      int noon = 12 * 3600;
      day.push(noon, 7200, A).until(noon + 1000);
      assertThat(told(day))
          .containsExactly(
              noon + 1 + " phone bob+2 level 2 firing", noon + 900 + " managers  level 3 firing");
      assertThat(history(day)).endsWith("notification.escalated", "notification.escalated");
    }
  }

  @Test
  void levelsComeAgainAsOftenAsThePolicySays() throws Exception {
    String repeating =
        """
        escalation:
        - name: p
          repeat: 1
          levels: [{notify: [{receiver: phone}], timeout: 1m}, {notify: [{receiver: managers}], timeout: 2m}]
        """;
    try (var day = day(repeating)) {
      day.push(0, 7200, A).until(1000);
      assertThat(told(day))
          .containsExactly(
              "1 phone  level 1 firing",
              "60 managers  level 2 firing",
              "120 phone  level 1 firing",
              "180 managers  level 2 firing");
    }
  }

  @Test
  void aPolicyThatIsTakenOutTellsNobodyThatItIsOver() throws Exception {
    try (var day = day(POLICY)) {
      day.push(10, 7200, A).until(100);
      day.with(ResponsePlan.NONE).until(1000);
      assertThat(told(day)).containsExactly("11 phone ann+1 level 1 firing");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{levels: [{notify: [{receiver: x}]}]} | needs a name",
        "{name: p} | 1 to 20 levels",
        "{name: p, levels: [{timeout: 5m}]} | somebody to notify",
        "{name: p, levels: [{notify: [{user: zed}]}]} | there is no user \"zed\"",
        "{name: p, levels: [{notify: [{schedule: zed}]}]} | there is no schedule \"zed\"",
        "{name: p, levels: [{notify: [{}]}]} | exactly one of",
        "{name: p, levels: [{notify: [{user: ann, receiver: x}]}]} | exactly one of",
        "{name: p, min_severity: spicy, levels: [{notify: [{receiver: x}]}]} | not on the scale",
        "{name: p, matchers: ['a=~\"[\"'], levels: [{notify: [{receiver: x}]}]} | vigie.yml:",
        "{name: p, levels: [{notify: [{receiver: x}], timeout: 5m}, {notify: [{receiver: x}], timeout: 5m}]} | count from the trigger",
        "{name: p, group_wait: 4m, levels: [{notify: [{receiver: x}], timeout: 5m}]} | write at most 2m30s"
      })
  void policiesThatMakeNoSenseAreRefusedWithAReason(String policy, String reason) {
    String yaml = "users: {ann: {contacts: [{receiver: x}]}}\nescalation:\n- " + policy + "\n";
    Assertions.assertThatThrownBy(() -> plan(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(reason);
  }
}
