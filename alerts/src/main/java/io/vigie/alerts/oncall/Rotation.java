package io.vigie.alerts.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// People who take turns. Hand-over is at the same wall-clock time through the year; the turns go
/// on while nobody of them has it because of the hours.
///
/// @param name for people
/// @param users names, in the order of their turns
/// @param start when the first one takes over for the first time, on the clocks of the zone
/// @param turn how long each has it
/// @param hours when it counts; empty for always
public record Rotation(
    String name, List<String> users, LocalDateTime start, Duration turn, List<OnCallHours> hours) {
  public Rotation {
    users = List.copyOf(users);
    hours = List.copyOf(hours);
    if (users.isEmpty() || !turn.isPositive()) {
      throw new IllegalArgumentException("a rotation needs people, and turns that last");
    }
  }

  /// Whose turn it is; nobody's before the beginning, and outside of its hours.
  Optional<String> userAt(long timeMillis, ZoneId zone) {
    if (!hours.isEmpty()
        && hours.stream().noneMatch(stretch -> stretch.contains(timeMillis, zone))) {
      return Optional.empty();
    }
    long turns = turnAt(timeMillis, zone);
    return turns < 0
        ? Optional.empty()
        : Optional.of(users.get((int) Math.floorMod(turns, (long) users.size())));
  }

  /// The next hand-over after an instant.
  long handOverAfter(long timeMillis, ZoneId zone) {
    return handOver(Math.max(0, turnAt(timeMillis, zone) + 1), zone);
  }

  /// Adds when its hours begin and end in a span of time, and a day around it.
  void addHoursTo(
      Set<Long> changes, long fromMillis, long toMillisExclusive, ZoneId zone, int mostChanges) {
    if (hours.isEmpty()) {
      return;
    }
    LocalDate last = LocalDate.ofInstant(Instant.ofEpochMilli(toMillisExclusive), zone);
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(fromMillis), zone).minusDays(1);
    while (!day.isAfter(last) && changes.size() < mostChanges) {
      for (OnCallHours stretch : hours) {
        if (stretch.beginsOn(day)) {
          changes.add(stretch.startMillis(day, zone));
          changes.add(stretch.endMillisExclusive(day, zone));
        }
      }
      day = day.plusDays(1);
    }
  }

  /// How many hand-overs there were since the first; negative before it.
  private long turnAt(long timeMillis, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(timeMillis), zone);
    long turns = Math.floorDiv(Duration.between(start, local).toMillis(), turn.toMillis());
    // Around a change of clocks the same local time comes twice, or not at all.
    while (handOver(turns, zone) > timeMillis) {
      turns--;
    }
    while (handOver(turns + 1, zone) <= timeMillis) {
      turns++;
    }
    return turns;
  }

  private long handOver(long turns, ZoneId zone) {
    return start.plus(turn.multipliedBy(turns)).atZone(zone).toInstant().toEpochMilli();
  }
}
