package io.vigie.alerts.oncall;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Who is on call when. Somebody who stands in comes before everybody else, of several the one
/// written last; then the first rotation that has begun counts. Immutable.
///
/// @param zone whose clocks tell when people hand over
public record Schedule(String name, ZoneId zone, List<Rotation> rotations, List<StandIn> standIns) {
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

  /// Who is on call; nobody before the first rotation begins.
  public Optional<String> userAt(long timeMillis) {
    return standIn(timeMillis)
        .map(StandIn::user)
        .or(() ->
            rotations.stream()
                .flatMap(rotation -> rotation.userAt(timeMillis, zone).stream())
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
      Optional<String> user = userAt(begin);
      boolean isOverride = standIn(begin).isPresent();
      if (!shifts.isEmpty() && shifts.getLast().endMillisExclusive() == toMillisExclusive) {
        Shift last = shifts.getLast();
        if (user.isPresent() && last.user().equals(user.get()) && last.isOverride() == isOverride) {
          continue;
        }
        shifts.removeLast();
        shifts.add(new Shift(last.user(), last.startMillis(), begin, last.isOverride()));
      }
      user.ifPresent(name -> shifts.add(new Shift(name, begin, toMillisExclusive, isOverride)));
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
    }
    for (StandIn standIn : standIns) {
      changes.add(standIn.startMillis());
      changes.add(standIn.endMillisExclusive());
    }
    changes.add(fromMillis);
    return new TreeSet<>(changes.subSet(fromMillis, toMillisExclusive));
  }
}
