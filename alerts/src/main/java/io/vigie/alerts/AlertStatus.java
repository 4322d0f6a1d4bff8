package io.vigie.alerts;

import java.util.List;

/// Whether an alert is heard, and if not, because of what.
///
/// @param silencedBy ids of silences
/// @param inhibitedBy fingerprints of alerts
public record AlertStatus(List<String> silencedBy, List<String> inhibitedBy) {
  public AlertStatus {
    silencedBy = List.copyOf(silencedBy);
    inhibitedBy = List.copyOf(inhibitedBy);
  }

  public boolean isSuppressed() {
    return !silencedBy.isEmpty() || !inhibitedBy.isEmpty();
  }

  /// `active` or `suppressed`.
  public String state() {
    return isSuppressed() ? "suppressed" : "active";
  }
}
