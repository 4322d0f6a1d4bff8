package io.vigie.rules.replay;

import io.vigie.model.metric.Labels;

/// An alert that entered another state. All times are milliseconds since the epoch.
///
/// @param timestampMillis of the evaluation
/// @param file of the rule
/// @param group of the rule
/// @param rule name of the rule
/// @param labels as the rule gives them
/// @param value of the expression when it was last true; NaN if only the store knows it
/// @param activeAtMillis since when the condition held
public record AlertChange(
    long timestampMillis,
    String file,
    String group,
    String rule,
    Labels labels,
    Kind kind,
    double value,
    long activeAtMillis) {
  /// What happened.
  public enum Kind {
    /// It was pending already when the replay began.
    WAS_PENDING,
    /// It fired already when the replay began.
    WAS_FIRING,
    PENDING,
    FIRING,
    /// It fired, and is over.
    RESOLVED,
    /// It was pending, and is over before it fired.
    INACTIVE
  }
}
