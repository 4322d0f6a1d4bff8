package io.vigie.alerts.config.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationsTest {
  @ParameterizedTest
  @CsvSource({"1m30s, PT1M30S", "1.5h, PT1H30M", "100ms, PT0.1S", "0, PT0S", "-2s, PT-2S"})
  void readsWhatGoWrites(String text, Duration duration) {
    assertThat(GoDurations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1h0m0s", "1m30s", "1.5s", "100ms", "0s", "1h0m5s"})
  void writesWhatItReads(String text) {
    assertThat(GoDurations.format(GoDurations.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "5 s", "1d", "99999999999h"})
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> GoDurations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("invalid duration");
  }
}
