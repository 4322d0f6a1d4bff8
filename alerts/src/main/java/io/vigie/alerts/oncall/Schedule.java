package io.vigie.alerts.oncall;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Who is on call when. Somebody who stands in comes before everybody else, of several the one
/// written last; then the first rotation counts that has begun and has these hours. Immutable.
///
/// @param zone whose clocks tell when people hand over
/// @param warnsOfGaps whether hours in which nobody is on call are worth a warning
public record Schedule(
    String name,
    ZoneId zone,
    List<Rotation> rotations,
    List<StandIn> standIns,
    boolean warnsOfGaps) {
  /// More hand-overs than these are not looked at.
  private static final int MAX_HAND_OVERS = 50_000;

  private static final long SIXTY_DAYS_MILLIS = 60L * 86_400_000;

  /// Somebody has it for a while instead of whoever would have it.
  public record StandIn(String user, long startMillis, long endMillisExclusive) {
    boolean contains(long timeMillis) {
      return startMillis <= timeMillis && timeMillis < endMillisExclusive;
    }
  }

  public Schedule {
    rotations = List.copyOf(rotations);
    standIns = List.copyOf(standIns);
  }

  /// Somebody, and why: a rotation's name, or that he stands in.
  private record Duty(String user, String rotation, boolean isOverride) {
    Shift shift(long startMillis, long endMillisExclusive) {
      return new Shift(user, rotation, startMillis, endMillisExclusive, isOverride);
    }

    boolean isOf(Shift shift) {
      return user.equals(shift.user())
          && rotation.equals(shift.rotation())
          && isOverride == shift.isOverride();
    }
  }

  /// Who is on call; nobody before the first rotation begins, and in hours that none has.
  public Optional<String> userAt(long timeMillis) {
    return duty(timeMillis).map(Duty::user);
  }

  private Optional<Duty> duty(long timeMillis) {
    return standIn(timeMillis)
        .map(standIn -> new Duty(standIn.user(), "", true))
        .or(() ->
            rotations.stream()
                .flatMap(rotation ->
                    rotation
                        .userAt(timeMillis, zone)
                        .map(user -> new Duty(user, rotation.name(), false))
                        .stream())
                .findFirst());
  }

  private Optional<StandIn> standIn(long timeMillis) {
    return standIns.reversed().stream().filter(each -> each.contains(timeMillis)).findFirst();
  }

  /// The shift at an instant, and the one after it as far as that is within two months; each with
  /// its whole length, as far as that is.
  public List<Shift> currentAndNext(long timeMillis) {
    List<Shift> shifts = shifts(timeMillis - SIXTY_DAYS_MILLIS, timeMillis + SIXTY_DAYS_MILLIS);
    return shifts.stream()
        .filter(shift -> shift.endMillisExclusive() > timeMillis)
        .limit(2)
        .toList();
  }

  /// Who is on call in a span of time, one shift after the other. Gaps are where nobody is.
  public List<Shift> shifts(long fromMillis, long toMillisExclusive) {
    List<Shift> shifts = new ArrayList<>();
    for (long begin : changes(fromMillis, toMillisExclusive)) {
      Optional<Duty> duty = duty(begin);
      if (!shifts.isEmpty() && shifts.getLast().endMillisExclusive() == toMillisExclusive) {
        Shift last = shifts.getLast();
        if (duty.isPresent() && duty.get().isOf(last)) {
          continue;
        }
        shifts.removeLast();
        shifts.add(last.until(begin));
      }
      duty.ifPresent(each -> shifts.add(each.shift(begin, toMillisExclusive)));
    }
    return shifts;
  }

  /// Instants at which somebody else can have it.
  private TreeSet<Long> changes(long fromMillis, long toMillisExclusive) {
    TreeSet<Long> changes = new TreeSet<>();
    for (Rotation rotation : rotations) {
      long next = rotation.handOverAfter(fromMillis, zone);
      while (next < toMillisExclusive && changes.size() < MAX_HAND_OVERS) {
        changes.add(next);
        next = rotation.handOverAfter(next, zone);
      }
      rotation.addHoursTo(changes, fromMillis, toMillisExclusive, zone, MAX_HAND_OVERS);
    }
    for (StandIn standIn : standIns) {
      changes.add(standIn.startMillis());
      changes.add(standIn.endMillisExclusive());
    }
    changes.add(fromMillis);
    return new TreeSet<>(changes.subSet(fromMillis, toMillisExclusive));
  }
}
