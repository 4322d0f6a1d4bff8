package io.vigie.alerts.interval;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// When intervals hold within a span of time, for whoever draws them.
public final class IntervalWindows {
  private IntervalWindows() {}

  /// A stretch of time in which at least one of the intervals holds.
  public record Window(long startMillis, long endMillisExclusive) {}

  /// The stretches of a span, cut at its ends, in order and apart from each other.
  ///
  /// @param intervals of which one has to hold
  public static List<Window> within(
      List<TimeInterval> intervals, long startMillis, long endMillisExclusive) {
    TreeSet<Long> bounds = new TreeSet<>(List.of(startMillis));
    for (TimeInterval interval : intervals) {
      changes(interval, startMillis, endMillisExclusive).stream()
          .filter(at -> at > startMillis && at < endMillisExclusive)
          .forEach(bounds::add);
    }
    List<Window> found = new ArrayList<>();
    for (long from : bounds) {
      Long next = bounds.higher(from);
      Instant instant = Instant.ofEpochMilli(from);
      if (intervals.stream().anyMatch(interval -> interval.contains(instant))) {
        add(found, new Window(from, next == null ? endMillisExclusive : next));
      }
    }
    return found;
  }

  private static void add(List<Window> found, Window window) {
    if (!found.isEmpty() && found.getLast().endMillisExclusive() == window.startMillis()) {
      found.set(
          found.size() - 1, new Window(found.getLast().startMillis(), window.endMillisExclusive()));
    } else {
      found.add(window);
    }
  }

  /// Every instant at which the answer of an interval may change: where its days and its times of
  /// the day begin and end, also on clocks that are put forward or back.
  private static List<Long> changes(TimeInterval interval, long startMillis, long endMillis) {
    ZoneId zone = interval.location().orElse(ZoneOffset.UTC);
    ZoneRules rules = zone.getRules();
    List<Long> changes = new ArrayList<>();
    LocalDate last = LocalDate.ofInstant(Instant.ofEpochMilli(endMillis), zone).plusDays(1);
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(startMillis), zone).minusDays(1);
    for (; !day.isAfter(last); day = day.plusDays(1)) {
      for (int minute : minutes(interval)) {
        LocalDateTime at = day.atStartOfDay().plusMinutes(minute);
        rules
            .getValidOffsets(at)
            .forEach(offset -> changes.add(at.toInstant(offset).toEpochMilli()));
      }
    }
    changes.addAll(clockChanges(rules, startMillis, endMillis));
    return changes;
  }

  private static Set<Integer> minutes(TimeInterval interval) {
    Set<Integer> minutes = new TreeSet<>(List.of(0));
    for (TimeInterval.MinuteRange range : interval.times().orElse(List.of())) {
      minutes.add(range.startMinute());
      minutes.add(range.endMinuteExclusive());
    }
    return minutes;
  }

  private static List<Long> clockChanges(ZoneRules rules, long startMillis, long endMillis) {
    List<Long> changes = new ArrayList<>();
    Optional<ZoneOffsetTransition> next = after(rules, Instant.ofEpochMilli(startMillis));
    while (next.isPresent() && next.get().getInstant().toEpochMilli() < endMillis) {
      changes.add(next.get().getInstant().toEpochMilli());
      next = after(rules, next.get().getInstant());
    }
    return changes;
  }

  private static Optional<ZoneOffsetTransition> after(ZoneRules rules, Instant instant) {
    return Optional.ofNullable(rules.nextTransition(instant));
  }
}
