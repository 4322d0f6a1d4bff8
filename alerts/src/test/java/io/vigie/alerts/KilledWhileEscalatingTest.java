package io.vigie.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.receiver.Notification;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.alert.SeverityScale;
import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A day of escalations with thousands of kills at any moment: each level that is owed is told, at
/// its time, and at most one message is said twice for a kill. Nobody is told after an
/// acknowledgement.
@Tag("slow")
class KilledWhileEscalatingTest {
  private static final int KILLS = 1000;
  private static final int DAY_SECONDS = 24 * 60 * 60;
  private static final int SECONDS_AN_ALERT = 200;
  private static final int ALERTS = DAY_SECONDS / SECONDS_AN_ALERT;

  /// By how much levels are told late at most: a kill before the trigger and one before the level
  /// cost a second each.
  private static final double LATEST_SECONDS = 3;

  private static final String NOBODY_BY_ROUTES =
      """
      route: {receiver: nobody, group_by: [alertname], group_wait: 5s}
      receivers:
      - name: nobody
      - name: phone
        webhook_configs: [{url: "http://localhost/"}]
      - name: chat
        webhook_configs: [{url: "http://localhost/"}, {url: "http://localhost/2"}]
      """;
  private static final String PLAN =
      """
      users:
        ann: {contacts: [{receiver: phone, address: "+1"}]}
        bob: {contacts: [{receiver: phone, address: "+2"}]}
      schedules:
        first: {rotations: [{users: [ann, bob], start: 2026-01-01T00:00, every: 1h}]}
      escalation:
      - name: production
        levels:
        - {notify: [{schedule: first}], timeout: 40s}
        - {notify: [{receiver: chat}, {user: bob}], timeout: 80s}
        - {notify: [{receiver: phone}], timeout: 120s}
      """;

  /// Messages that a day without a kill has: five a fire, four if acknowledged, and as many ends.
  private static final int OWED = 2 * (4 * (ALERTS / 3) + 5 * (ALERTS - ALERTS / 3));

  private static final Map<Integer, Double> DUE_SECONDS = Map.of(1, 5d, 2, 40d, 3, 80d);

  @Test
  void noLevelThatIsOwedIsLostAndNoneIsToldMoreThanTwice() throws IOException {
    try (AlertTimeline timeline = new AlertTimeline(NOBODY_BY_ROUTES)) {
      DayOfKills day = new DayOfKills(timeline, new Random(11));
      timeline.with(plan());
      for (int i = 0; i < ALERTS; i++) {
        live(day, timeline, i);
      }
      timeline.until(DAY_SECONDS + 200);
      assertThat(day.kills()).isGreaterThanOrEqualTo(KILLS);
      Map<String, List<Double>> told = told(timeline);
      for (int i = 0; i < ALERTS; i++) {
        check(told, i);
      }
      assertThat(timeline.said.size()).isBetween(OWED, OWED + day.kills());
    }
  }

  private static ResponsePlan plan() {
    return ResponsePlanReader.read(
        YamlFile.parse("vigie.yml", Path.of(""), PLAN).mapping(), SeverityScale.DEFAULT);
  }

  private static int begin(int alert) {
    return SECONDS_AN_ALERT * alert + 1;
  }

  /// Every third one is acknowledged before the last level.
  private static boolean isAcknowledged(int alert) {
    return alert % 3 == 0;
  }

  private static Labels labels(int alert) {
    return Labels.of("alertname", "A" + alert, "severity", "critical");
  }

  private static void live(DayOfKills day, AlertTimeline timeline, int alert) throws IOException {
    Labels labels = labels(alert);
    int begin = begin(alert);
    day.killWithin(begin, begin + 35, second -> timeline.fire(second, labels));
    day.killWithin(begin + 36, begin + 59, second -> timeline.fire(second, labels));
    if (isAcknowledged(alert)) {
      day.killWithin(begin + 60, begin + 75, second -> acknowledge(timeline, second, labels));
    }
    day.killWithin(begin + 76, begin + 139, second -> timeline.fire(second, labels));
    day.killWithin(begin + 140, begin + 190, second -> timeline.resolve(second, labels));
  }

  private static void acknowledge(AlertTimeline timeline, double second, Labels labels)
      throws IOException {
    timeline.until(second);
    long until = timeline.clock.millis() + Duration.ofHours(1).toMillis();
    timeline.alerting().handling().acknowledge(Fingerprint.text(labels), "ann", "", until);
  }

  /// When each message was said: alert, level, integration, status.
  private static Map<String, List<Double>> told(AlertTimeline timeline) {
    Map<String, List<Double>> told = new HashMap<>();
    for (AlertTimeline.Said said : timeline.said) {
      Notification message = said.notification();
      told.computeIfAbsent(
              "%s level %s %s %s"
                  .formatted(
                      message.groupLabels().get("alertname"),
                      message.routeLabels().get("level"),
                      message.receiver(),
                      message.status()),
              _ -> new ArrayList<>())
          .add(said.second());
    }
    return told;
  }

  private static void check(Map<String, List<Double>> told, int alert) {
    for (int level = 1; level <= 3; level++) {
      for (String receiver : level == 2 ? List.of("chat", "phone") : List.of("phone")) {
        int messages = receiver.equals("chat") ? 2 : 1;
        int owed = level == 3 && isAcknowledged(alert) ? 0 : messages;
        String name = "A" + alert + " level " + level + " " + receiver;
        List<Double> firing = told.getOrDefault(name + " firing", List.of());
        List<Double> resolved = told.getOrDefault(name + " resolved", List.of());
        assertThat(firing).as(name + " firing").hasSizeBetween(owed, 2 * owed);
        assertThat(resolved).as(name + " resolved").hasSizeBetween(owed, 2 * owed);
        double due = begin(alert) + DUE_SECONDS.getOrDefault(level, 0d);
        assertThat(firing)
            .as(name)
            .allSatisfy(second -> assertThat(second).isBetween(due, due + LATEST_SECONDS));
      }
    }
  }
}
