package io.vigie.alerts.interval;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The named intervals of a configuration. Immutable.
public record TimeIntervals(Map<String, List<TimeInterval>> byName) {
  public static final TimeIntervals NONE = new TimeIntervals(Map.of());

  public TimeIntervals {
    byName = Map.copyOf(byName);
  }

  /// Which of the names stand for an interval that holds at the instant, in the order given.
  public List<String> containing(Collection<String> names, Instant instant) {
    return names.stream()
        .filter(name ->
            byName.getOrDefault(name, List.of()).stream()
                .anyMatch(interval -> interval.contains(instant)))
        .toList();
  }
}
