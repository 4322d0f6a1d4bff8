package io.vigie.alerts.interval;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.interval.TimeInterval.IntRange;
import io.vigie.alerts.interval.TimeInterval.MinuteRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntervalWindowsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static TimeInterval times(ZoneId zone, int from, int to, IntRange... weekdays) {
    return new TimeInterval(
        Optional.of(List.of(new MinuteRange(from, to))),
        weekdays.length == 0 ? Optional.empty() : Optional.of(List.of(weekdays)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(zone));
  }

  private static List<String> windows(String start, String end, TimeInterval... intervals) {
    return IntervalWindows.within(List.of(intervals), millis(start), millis(end)).stream()
        .map(window ->
            Instant.ofEpochMilli(window.startMillis())
                + " "
                + Instant.ofEpochMilli(window.endMillisExclusive()))
        .toList();
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  @Test
  void hoursOfSomeDaysAreStretchesOnThoseDays() {
    // 2026-11-20 is a Friday.
    assertThat(
            windows(
                "2026-11-20T00:00:00Z",
                "2026-11-24T00:00:00Z",
                times(PARIS, 540, 1080, new IntRange(1, 5))))
        .containsExactly(
            "2026-11-20T08:00:00Z 2026-11-20T17:00:00Z",
            "2026-11-23T08:00:00Z 2026-11-23T17:00:00Z");
  }

  @Test
  void stretchesThatTouchAreOneAndEndWithTheSpan() {
    assertThat(
            windows(
                "2026-11-20T12:00:00Z",
                "2026-11-21T12:00:00Z",
                times(ZoneId.of("UTC"), 1200, 1440),
                times(ZoneId.of("UTC"), 0, 480),
                times(ZoneId.of("UTC"), 660, 1440)))
        .containsExactly(
            "2026-11-20T12:00:00Z 2026-11-21T08:00:00Z",
            "2026-11-21T11:00:00Z 2026-11-21T12:00:00Z");
  }

  @Test
  void anHourThatComesTwiceHoldsTwiceAndOneThatIsLeftOutNever() {
    assertThat(windows("2026-10-25T00:00:00Z", "2026-10-25T06:00:00Z", times(PARIS, 135, 165)))
        .containsExactly(
            "2026-10-25T00:15:00Z 2026-10-25T00:45:00Z",
            "2026-10-25T01:15:00Z 2026-10-25T01:45:00Z");
    assertThat(windows("2026-03-29T00:00:00Z", "2026-03-29T06:00:00Z", times(PARIS, 135, 165)))
        .isEmpty();
    assertThat(windows("2026-03-29T00:00:00Z", "2026-03-29T06:00:00Z", times(PARIS, 135, 240)))
        .containsExactly("2026-03-29T01:00:00Z 2026-03-29T02:00:00Z");
  }

  @Test
  void everyMinuteIsInAStretchIfAndOnlyIfTheIntervalHolds() {
    TimeInterval[] intervals = {
      times(PARIS, 90, 200, new IntRange(0, 3)), times(ZoneId.of("America/New_York"), 0, 61)
    };
    long start = millis("2026-10-23T22:00:00Z");
    long end = millis("2026-11-03T00:00:00Z");
    List<IntervalWindows.Window> windows = IntervalWindows.within(List.of(intervals), start, end);
    for (long at = start; at < end; at += 60_000) {
      long now = at;
      assertThat(
              windows.stream()
                  .anyMatch(each -> each.startMillis() <= now && now < each.endMillisExclusive()))
          .isEqualTo(
              List.of(intervals).stream()
                  .anyMatch(each -> each.contains(Instant.ofEpochMilli(now))));
    }
  }
}
