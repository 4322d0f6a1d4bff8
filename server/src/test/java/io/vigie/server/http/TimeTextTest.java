package io.vigie.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1435781451.781, 1435781451781",
    "1435781451, 1435781451000",
    "1.5e3, 1500000",
    "-1.001, -1001",
    "2015-06-03T13:21:58.555Z, 1433337718555",
    "2015-06-03T14:21:58.555+01:00, 1433337718555",
    "2015-06-03T13:21:58Z, 1433337718000"
  })
  void readsSecondsAndRfc3339(String text, long millis) {
    assertThat(TimeText.parseMillis(text)).contains(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "30s", "NaN", "Inf", "1d", "0x10", "2015-06-03", "123.45.6"})
  void refusesWhatIsNoTime(String text) {
    assertThat(TimeText.parseMillis(text)).isEmpty();
  }

  @Test
  void readsTheBoundariesThatClientsSend() {
    assertThat(TimeText.parseMillis("-292273086-05-16T16:47:06Z")).contains(TimeText.MIN_MILLIS);
    assertThat(TimeText.parseMillis("292277025-08-18T07:12:54.999999999Z"))
        .contains(TimeText.MAX_MILLIS);
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "1.5, PT1.5S",
    "1h30m, PT1H30M",
    "500ms, PT0.5S",
    "-3, PT-3S",
    "1d, PT24H"
  })
  void readsDurations(String text, Duration duration) {
    assertThat(TimeText.parseDuration(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1h30", "1e300", "NaN", "5 m"})
  void refusesWhatIsNoDuration(String text) {
    assertThat(TimeText.parseDuration(text)).isEmpty();
  }
}
