package io.vigie.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A day with a thousand kills at any moment: nothing that is owed is lost, and at most one message
/// is said twice for it.
@Tag("slow")
class KilledAtAnyMomentTest {
  private static final int KILLS = 1000;
  private static final int DAY_SECONDS = 24 * 60 * 60;
  private static final int SECONDS_AN_ALERT = 100;
  private static final int ALERTS = DAY_SECONDS / SECONDS_AN_ALERT;
  private static final String WEBHOOK =
      """
      route:
        receiver: ops
        group_by: [alertname]
        group_wait: 5s
        group_interval: 30s
        repeat_interval: 4h
      receivers:
      - name: ops
        webhook_configs:
        - url: http://localhost/
      """;

  @Test
  void nothingOwedIsLostAndNothingIsSaidMoreThanTwice() throws IOException {
    try (AlertTimeline timeline = new AlertTimeline(WEBHOOK)) {
      DayOfKills day = new DayOfKills(timeline, new Random(7));
      for (int i = 0; i < ALERTS; i++) {
        Labels labels = Labels.of("alertname", "A" + i);
        int begin = SECONDS_AN_ALERT * i;
        day.killWithin(begin + 1, begin + 40, second -> timeline.fire(second, labels));
        day.killWithin(begin + 41, begin + 80, second -> timeline.resolve(second, labels));
      }
      timeline.until(DAY_SECONDS + 200);
      check(timeline);
      assertThat(day.kills()).isGreaterThanOrEqualTo(KILLS);
      assertThat(timeline.said.size()).isLessThanOrEqualTo(2 * ALERTS + day.kills());
    }
  }

  /// Each alert was said to fire and to be over, each at most once more than that.
  private static void check(AlertTimeline timeline) {
    Map<String, Integer> timesSaid = new HashMap<>();
    for (AlertTimeline.Said said : timeline.said) {
      timesSaid.merge(
          said.notification().groupLabels().get("alertname") + " " + said.notification().status(),
          1,
          Integer::sum);
    }
    for (int i = 0; i < ALERTS; i++) {
      for (String status : List.of("firing", "resolved")) {
        assertThat(timesSaid.getOrDefault("A" + i + " " + status, 0))
            .as("A" + i + " " + status)
            .isBetween(1, 2);
      }
    }
  }
}
