package io.vigie.template.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLayoutTest {
  private static final ZonedDateTime TIME =
      Instant.parse("2026-03-04T15:06:07.089Z").atZone(ZoneId.of("Europe/Paris"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "2006-01-02T15:04:05Z07:00¦2026-03-04T16:06:07+01:00",
        "Monday, 02-Jan-06 15:04:05 MST¦Wednesday, 04-Mar-26 16:06:07 CET",
        "Mon Jan _2 3:04PM 2006¦Wed Mar  4 4:06PM 2026",
        "January 2, 2006 03:4:5 pm¦March 4, 2026 04:6:7 pm",
        "002 __2 1/2/06¦063  63 3/4/26",
        ".000 .999999 ,00 -07 -0700 Z0700¦.089 .089 ,08 +01 +0100 +0100",
        "Janet Month 15h04¦Janet Month 16h06",
      })
  void layoutsShowHowTheReferenceTimeWouldLook(String layout, String expected) {
    assertThat(TimeLayout.format(TIME, layout)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "2006-01-02¦2024-03-15¦2024-03-15T00:00:00Z",
        "2006-01-02T15:04:05Z07:00¦2024-03-15T10:20:30.5+02:00¦2024-03-15T08:20:30.500Z",
        "Jan _2 2006 3:04PM¦mar  5 2024 1:02PM¦2024-03-05T13:02:00Z",
        "02/01/06¦15/03/24¦2024-03-15T00:00:00Z",
      })
  void timesAreReadInTheSameLayouts(String layout, String text, Instant expected) {
    assertThat(TimeParser.parse(layout, text).toInstant()).isEqualTo(expected);
  }

  @Test
  void whatIsNotInTheLayoutIsRefusedInGosWords() {
    assertThatThrownBy(() -> TimeParser.parse("2006-01-02", "not-a-date"))
        .hasMessage(
            "parsing time \"not-a-date\" as \"2006-01-02\": cannot parse \"not-a-date\" as"
                + " \"2006\"");
    assertThatThrownBy(() -> TimeParser.parse("2006-01-02", "2024-13-01"))
        .hasMessage("parsing time \"2024-13-01\": month out of range");
    assertThatThrownBy(() -> TimeParser.parse("2006", "20245"))
        .hasMessage("parsing time \"20245\": extra text: \"5\"");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0s",
    "1,1ns",
    "1100,1.1µs",
    "2200000,2.2ms",
    "3300000000,3.3s",
    "245000000000,4m5s",
    "18367001000000,5h6m7.001s",
    "-1000000000,-1s",
  })
  void durationsAreWrittenInHoursMinutesAndSeconds(long nanos, String expected) {
    assertThat(GoDuration.text(nanos)).isEqualTo(expected);
  }
}
