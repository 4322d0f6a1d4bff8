package io.vigie.server.replay;

import io.vigie.alerts.history.HistoryEvent;
import io.vigie.model.time.TimeRange;
import io.vigie.rules.replay.AlertChange;
import io.vigie.rules.replay.RuleProblem;
import java.util.List;

/// What a replay found.
///
/// @param changes of alerts, in the order of time
/// @param events who would have been told, and what would have kept alerts quiet, in the order of
///   time and as in the history
/// @param problems rules that could not be evaluated at some instants
/// @param evaluations of single rules
/// @param recordedSamples written into memory, and forgotten with the replay
public record ReplayReport(
    TimeRange range,
    List<AlertChange> changes,
    List<HistoryEvent> events,
    List<RuleProblem> problems,
    long evaluations,
    long recordedSamples) {
  public ReplayReport {
    changes = List.copyOf(changes);
    events = List.copyOf(events);
    problems = List.copyOf(problems);
  }
}
