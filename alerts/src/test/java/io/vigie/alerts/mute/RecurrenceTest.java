package io.vigie.alerts.mute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alerts.mute.Recurrence.Window;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {
  private static final String PARIS = "Europe/Paris";

  private static boolean contains(Recurrence recurrence, String instant) {
    return recurrence.contains(Instant.parse(instant).toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    // A Monday night in winter, 22:00 to 06:00 in Paris.
    "2026-01-05T20:59:59Z, false",
    "2026-01-05T21:00:00Z, true",
    "2026-01-06T04:59:59Z, true",
    "2026-01-06T05:00:00Z, false",
    // Tuesday night is none.
    "2026-01-06T22:00:00Z, false",
    // In summer it is an hour earlier in UTC.
    "2026-07-06T19:59:59Z, false",
    "2026-07-06T20:00:00Z, true",
    "2026-07-07T03:59:59Z, true",
    "2026-07-07T04:00:00Z, false",
    // Before it begins.
    "2025-12-29T23:00:00Z, false",
  })
  void aNightOfTheWeekKeepsItsHoursThroughTheYear(String instant, boolean contained) {
    Recurrence nights =
        Recurrence.parse("FREQ=WEEKLY;BYDAY=MO", "2026-01-05T22:00", PARIS, Duration.ofHours(8));
    assertThat(contains(nights, instant)).isEqualTo(contained);
  }

  @Test
  void theNightInWhichClocksChangeEndsAtTheSameTimeOfTheDay() {
    Recurrence nights =
        Recurrence.parse("FREQ=DAILY", "2026-01-01T22:00", PARIS, Duration.ofHours(8));
    // Clocks go forward on 29 March at 02:00.
    assertThat(contains(nights, "2026-03-28T21:00:00Z")).isTrue();
    assertThat(contains(nights, "2026-03-29T03:59:59Z")).isTrue();
    assertThat(contains(nights, "2026-03-29T04:00:00Z")).isFalse();
  }

  @Test
  void theLastFridayOfTheMonthIsFound() {
    Recurrence lastFriday =
        Recurrence.parse(
            "RRULE:FREQ=MONTHLY;BYDAY=-1FR", "2026-01-30T18:00", "UTC", Duration.ofHours(1));
    assertThat(contains(lastFriday, "2026-02-27T18:30:00Z")).isTrue();
    assertThat(contains(lastFriday, "2026-02-20T18:30:00Z")).isFalse();
  }

  @Test
  void countedAndLimitedRulesEnd() {
    Recurrence three =
        Recurrence.parse("FREQ=DAILY;COUNT=3", "2026-01-01T00:00", "", Duration.ofHours(1));
    assertThat(contains(three, "2026-01-03T00:30:00Z")).isTrue();
    assertThat(contains(three, "2026-01-04T00:30:00Z")).isFalse();
    assertThat(three.windowAfter(Instant.parse("2027-01-01T00:00:00Z").toEpochMilli())).isEmpty();

    Recurrence until =
        Recurrence.parse(
            "FREQ=DAILY;UNTIL=20260105T000000Z", "2026-01-01T00:00", "", Duration.ofHours(1));
    assertThat(contains(until, "2026-01-05T00:30:00Z")).isTrue();
    assertThat(contains(until, "2026-01-06T00:30:00Z")).isFalse();
  }

  @Test
  void stretchesThatTouchAreOne() {
    Recurrence always =
        Recurrence.parse("FREQ=DAILY;COUNT=5", "2026-01-01T00:00", "UTC", Duration.ofDays(1));
    assertThat(always.windowAfter(Instant.parse("2026-01-03T05:00:00Z").toEpochMilli()))
        .contains(
            new Window(
                Instant.parse("2026-01-01T00:00:00Z").toEpochMilli(),
                Instant.parse("2026-01-06T00:00:00Z").toEpochMilli()));
  }

  @Test
  void theNextStretchIsTold() {
    Recurrence weekends =
        Recurrence.parse("FREQ=WEEKLY;BYDAY=SA", "2026-01-03T00:00", "UTC", Duration.ofDays(2));
    assertThat(weekends.windowAfter(Instant.parse("2026-01-07T00:00:00Z").toEpochMilli()))
        .map(Window::startMillis)
        .contains(Instant.parse("2026-01-10T00:00:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FREQ=SECONDLY | 2026-01-01T00:00 | UTC | 1 | SECONDLY is not supported",
        "EVERY=DAY | 2026-01-01T00:00 | UTC | 1 | is not a rule such as",
        "FREQ=WEEKLY;BYDAY=XX | 2026-01-01T00:00 | UTC | 1 | is not a rule such as",
        "FREQ=DAILY | yesterday | UTC | 1 | is not a local time such as",
        "FREQ=DAILY | 2026-01-01T00:00 | Mars/Base | 1 | is not a time zone such as",
        "FREQ=DAILY | 2026-01-01T00:00 | UTC | 0 | duration",
        "FREQ=DAILY | 2026-01-01T00:00 | UTC | 9000 | duration",
        "FREQ=DAILY;COUNT=999999 | 2026-01-01T00:00 | UTC | 1 | COUNT",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | 2026-01-01T00:00 | UTC | 1 | never comes true",
      })
  void whatMakesNoSenseIsRefusedWithAReason(
      String rule, String start, String zone, long hours, String reason) {
    assertThatThrownBy(() -> Recurrence.parse(rule, start, zone, Duration.ofHours(hours)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
