package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.file.RuleFileReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How long a new alert takes, as the server itself measures it.
class AlertPathLatencyTest {
  private static final String RULES =
      """
      groups:
      - name: g
        rules:
        - alert: Broken
          expr: sum by (job) (broken) > 0
          labels: {severity: page}
      """;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 14})
  void withoutForItIsLessThanAnIntervalAndASecond(int secondsBeforeTheEvaluation) throws Exception {
    try (RehearsedAlertPath path = new RehearsedAlertPath()) {
      path.load(List.of("broken{job=\"a\",instance=\"1\"} 0x8 1x8", "broken{job=\"b\"} 0x20"));
      path.clock.advance(Duration.ofSeconds(secondsBeforeTheEvaluation));
      path.live(
          path.group(
              new RuleFileReader(RuleFileOptions.DEFAULT)
                  .parse("rules.yml", RULES)
                  .groups()
                  .getFirst()),
          Duration.ofMinutes(4));
      assertThat(path.messages()).isNotEmpty();
      assertThat(path.meters.observed("vigie_alert_path_seconds"))
          .hasSize(1)
          .allSatisfy(seconds ->
              assertThat(seconds)
                  .isGreaterThanOrEqualTo(secondsBeforeTheEvaluation)
                  .isLessThan(RehearsedAlertPath.INTERVAL.toSeconds() + 1));
      assertThat(path.meters.observed("vigie_alert_path_stage_seconds", "evaluation"))
          .containsExactly((double) secondsBeforeTheEvaluation);
    }
  }
}
