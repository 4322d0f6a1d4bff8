package io.vigie.alerts.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/// A stretch of the clock that comes again each of some days of the week: 9:00 to 18:00 from Monday
/// to Friday, or 18:00 to 9:00 of the next day. The same times of the day through the year.
///
/// @param days on which it begins
/// @param to when it ends; of the next day if that is not after `from`, so that both the same are
///   24 hours
public record OnCallHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  public OnCallHours {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("hours are those of some day");
    }
  }

  boolean contains(long timeMillis, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(timeMillis), zone);
    return isWithin(timeMillis, today, zone) || isWithin(timeMillis, today.minusDays(1), zone);
  }

  private boolean isWithin(long timeMillis, LocalDate day, ZoneId zone) {
    return beginsOn(day)
        && startMillis(day, zone) <= timeMillis
        && timeMillis < endMillisExclusive(day, zone);
  }

  boolean beginsOn(LocalDate day) {
    return days.contains(day.getDayOfWeek());
  }

  long startMillis(LocalDate day, ZoneId zone) {
    return day.atTime(from).atZone(zone).toInstant().toEpochMilli();
  }

  long endMillisExclusive(LocalDate day, ZoneId zone) {
    LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
    return last.atTime(to).atZone(zone).toInstant().toEpochMilli();
  }
}
