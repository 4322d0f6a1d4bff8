package io.vigie.rules.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTimesTest {
  @ParameterizedTest
  @CsvSource({"0, 100", "99, 100", "100, 60100", "60099, 60100", "60100, 120100"})
  void isDueAtTheOffsetWithinTheInterval(long now, long due) {
    assertThat(new EvaluationTimes(60_000, 100).after(now)).isEqualTo(due);
  }

  @Test
  void theOffsetStaysTheSameAndLiesWithinTheInterval() {
    EvaluationTimes times = EvaluationTimes.of("rules.yml;a", 15_000);
    assertThat(times).isEqualTo(EvaluationTimes.of("rules.yml;a", 15_000));
    assertThat(times.offsetMillis()).isBetween(0L, 14_999L);
  }

  @Test
  void groupsSpreadOverTheInterval() {
    int early = 0;
    for (int i = 0; i < 1000; i++) {
      early += EvaluationTimes.of("rules.yml;g" + i, 10_000).offsetMillis() < 5_000 ? 1 : 0;
    }
    assertThat(early).isBetween(400, 600);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 0", "19, 0", "20, 1", "35, 2"})
  void countsEvaluationsThatCouldNotTakePlace(long nowMillis, long missed) {
    assertThat(new EvaluationTimes(10, 0).missed(0, nowMillis)).isEqualTo(missed);
  }
}
