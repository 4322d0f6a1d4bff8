package io.vigie.alerts.interval;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/// A condition on the calendar: it holds at an instant if each of its lists that is given has a
/// range which the instant falls into.
///
/// @param times of the day, in minutes, the last one not included
/// @param weekdays 0 is Sunday
/// @param daysOfMonth negative ones count from the end: -1 is the last day
/// @param months 1 is January
/// @param location where the calendar is read; UTC if empty
public record TimeInterval(
    Optional<List<MinuteRange>> times,
    Optional<List<IntRange>> weekdays,
    Optional<List<IntRange>> daysOfMonth,
    Optional<List<IntRange>> months,
    Optional<List<IntRange>> years,
    Optional<ZoneId> location) {

  /// Minutes of a day.
  public record MinuteRange(int startMinute, int endMinuteExclusive) {}

  /// Both ends included.
  public record IntRange(int begin, int end) {
    boolean contains(int value) {
      return begin <= value && value <= end;
    }
  }

  public TimeInterval {
    times = times.map(List::copyOf);
    weekdays = weekdays.map(List::copyOf);
    daysOfMonth = daysOfMonth.map(List::copyOf);
    months = months.map(List::copyOf);
    years = years.map(List::copyOf);
  }

  public boolean contains(Instant instant) {
    ZonedDateTime there = instant.atZone(location.orElse(ZoneOffset.UTC));
    int minute = there.getHour() * 60 + there.getMinute();
    return times
            .map(ranges -> ranges.stream().anyMatch(range -> within(range, minute)))
            .orElse(true)
        && daysOfMonth.map(ranges -> containsDay(ranges, there.toLocalDate())).orElse(true)
        && containsNumber(months, there.getMonthValue())
        && containsNumber(weekdays, there.getDayOfWeek().getValue() % 7)
        && containsNumber(years, there.getYear());
  }

  private static boolean within(MinuteRange range, int minute) {
    return range.startMinute() <= minute && minute < range.endMinuteExclusive();
  }

  private static boolean containsNumber(Optional<List<IntRange>> ranges, int value) {
    return ranges.map(all -> all.stream().anyMatch(range -> range.contains(value))).orElse(true);
  }

  private static boolean containsDay(List<IntRange> ranges, LocalDate date) {
    int days = date.lengthOfMonth();
    int today = date.getDayOfMonth();
    return ranges.stream()
        .filter(range -> dayOf(range.begin(), days) <= days)
        .anyMatch(
            range -> dayOf(range.begin(), days) <= today && today <= dayOf(range.end(), days));
  }

  private static int dayOf(int day, int daysInMonth) {
    return day < 0 ? daysInMonth + day + 1 : day;
  }
}
