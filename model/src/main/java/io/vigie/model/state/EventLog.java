package io.vigie.model.state;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.util.List;

/// What happened, kept for a while: state changes of alerts, notifications, results of checks,
/// changes made by people. Append-only, in the order of time.
///
/// Thread-safe. What [#append] accepted survives a crash.
public interface EventLog {
  /// Adds events. Returns when they are durable.
  ///
  /// @throws IOException if they could not be made durable; then none of them is visible
  void append(List<StateEvent> events) throws IOException;

  /// Events of a kind, or of all kinds that begin with it and a dot, within a span of time, whose
  /// labels match all matchers; newest first, at most `limit`.
  ///
  /// @param kind such as `alert` for `alert.fired` and `alert.resolved`
  /// @throws IOException if the log cannot be read now
  List<StateEvent> query(String kind, TimeRange range, List<LabelMatcher> matchers, int limit)
      throws IOException;

  /// Forgets events of a kind, or of all kinds that begin with it and a dot, that are older.
  ///
  /// @throws IOException if the log cannot be written now
  void forgetBefore(String kind, long timestampMillis) throws IOException;
}
