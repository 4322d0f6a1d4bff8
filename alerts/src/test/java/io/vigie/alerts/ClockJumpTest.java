package io.vigie.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A clock that is set while the server runs delays nobody for long, and loses nothing.
class ClockJumpTest {
  private static final String CONFIG =
      """
      route: {receiver: ops, group_by: [alertname], group_wait: 10s, group_interval: 30s}
      receivers: [{name: ops, webhook_configs: [{url: 'http://x'}]}]
      """;
  private static final Labels ONE = Labels.of("alertname", "One");
  private static final Labels MORE = Labels.of("alertname", "One", "n", "2");

  @Test
  void aClockThatIsPutBackKeepsNobodyWaitingForTheTimeToComeAgain() throws IOException {
    try (AlertTimeline day = new AlertTimeline(CONFIG)) {
      day.fire(100, ONE);
      day.clock.set(day.clock.instant().minus(Duration.ofHours(1)));
      day.alerting().tick();
      assertThat(day.said).as("the first message does not wait for an hour").hasSize(1);
      day.fire(-3495, MORE).until(-3460);
      assertThat(day.said).as("nor does the next").hasSize(2);
    }
  }

  @Test
  void aClockThatIsPutForwardTellsAgainWhatStillFires() throws IOException {
    try (AlertTimeline day = new AlertTimeline(CONFIG)) {
      day.fire(0, ONE).until(20);
      day.clock.advance(Duration.ofHours(2));
      day.alerting().tick();
      day.push(7230, 3600, ONE).until(7300);
      assertThat(day.said.getLast().toString())
          .as("what was taken for over meanwhile fires again")
          .contains("{One=firing}");
      day.resolve(7310, ONE).until(7400);
      assertThat(day.said.getLast().toString()).contains("{One=resolved}");
    }
  }
}
