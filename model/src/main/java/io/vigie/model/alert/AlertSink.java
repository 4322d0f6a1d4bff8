package io.vigie.model.alert;

import java.util.List;

/// Where alerts go.
///
/// A sender repeats an alert for as long as it fires, before its `endsAtMillis` passes, and sends
/// it once more with an end in the past when it is over. Alerts with the same labels are the same
/// alert.
///
/// Thread-safe.
@FunctionalInterface
public interface AlertSink {
  /// Takes alerts over. Returns when they were taken, not when somebody was told; never throws
  /// because a single receiver is in trouble.
  void send(List<Alert> alerts);
}
