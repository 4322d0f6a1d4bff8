package io.vigie.testkit;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateEvent;
import io.vigie.model.time.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// An [EventLog] in a list, for tests. Thread-safe.
public final class InMemoryEventLog implements EventLog {
  private final List<StateEvent> events = new ArrayList<>();

  @Override
  public synchronized void append(List<StateEvent> added) {
    events.addAll(added);
  }

  @Override
  public synchronized List<StateEvent> query(
      String kind, TimeRange range, List<LabelMatcher> matchers, int limit) {
    return events.reversed().stream()
        .filter(event -> isOf(kind, event))
        .filter(event -> range.contains(event.timestampMillis()))
        .filter(event -> matchers.stream().allMatch(matcher -> matcher.matches(event.labels())))
        .sorted(Comparator.comparingLong(StateEvent::timestampMillis).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void forgetBefore(String kind, long timestampMillis) {
    events.removeIf(event -> isOf(kind, event) && event.timestampMillis() < timestampMillis);
  }

  private static boolean isOf(String kind, StateEvent event) {
    return event.kind().equals(kind) || event.kind().startsWith(kind + ".");
  }
}
