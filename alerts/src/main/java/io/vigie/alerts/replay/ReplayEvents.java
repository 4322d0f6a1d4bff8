package io.vigie.alerts.replay;

import io.vigie.alerts.history.HistoryEvent;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateEvent;
import io.vigie.model.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The part of the history that says who was told, or why not. Thread-safe.
final class ReplayEvents implements EventLog {
  /// When alerts begin and end is told by the rules.
  private static final Set<String> TOLD_ELSEWHERE = Set.of("alert.fired", "alert.resolved");

  private final List<HistoryEvent> events = new ArrayList<>();

  @Override
  public synchronized void append(List<StateEvent> added) {
    added.stream()
        .filter(event -> !TOLD_ELSEWHERE.contains(event.kind()))
        .map(HistoryEvent::of)
        .forEach(events::add);
  }

  /// Nobody asks in a replay.
  @Override
  public List<StateEvent> query(
      String kind, TimeRange range, List<LabelMatcher> matchers, int limit) {
    return List.of();
  }

  /// A replay keeps everything.
  @Override
  public void forgetBefore(String kind, long timestampMillis) {}

  synchronized List<HistoryEvent> all() {
    return List.copyOf(events);
  }

  synchronized int size() {
    return events.size();
  }
}
