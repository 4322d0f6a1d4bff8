package io.vigie.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0,0,0s",
    "15s,15000,15s",
    "90s,90000,1m30s",
    "1h30m,5400000,1h30m",
    "8d,691200000,8d",
    "1w,604800000,1w",
    "1y,31536000000,1y",
    "4m4s,244000,4m4s",
    "100ms,100,100ms",
    "1d2h3m4s5ms,93784005,1d2h3m4s5ms"
  })
  void readsAndWritesAsPrometheusDoes(String text, long millis, String written) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    assertThat(Durations.format(Duration.ofMillis(millis))).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({"1", "-1h", "1s1h", "1h1h", "h", "1.5h", "1 h", "99999999999999999999s"})
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> Durations.parse("-1h"))
        .hasMessage("not a valid duration string: \"-1h\"");
    assertThatThrownBy(() -> Durations.parse("1x"))
        .hasMessage("unknown unit \"x\" in duration \"1x\"");
    assertThatThrownBy(() -> Durations.parse("400y")).hasMessage("duration out of range");
    assertThatThrownBy(() -> Durations.parse("")).hasMessage("empty duration string");
  }
}
