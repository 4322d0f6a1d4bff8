package io.vigie.alerts.receiver;

/// Why a message goes out.
public enum NotifyReason {
  FIRST_NOTIFICATION("first notification"),
  NEW_ALERTS_IN_GROUP("new alerts added"),
  ALL_ALERTS_RESOLVED("all alerts resolved"),
  NEW_RESOLVED_ALERTS("some alerts resolved"),
  REPEAT_INTERVAL_ELAPSED("repeat interval elapsed"),
  /// Messages that a budget held back.
  DIGEST("digest of held messages"),
  /// Nothing is to be said.
  DO_NOT_NOTIFY("none"),
  UNKNOWN("unknown");

  private final String words;

  NotifyReason(String words) {
    this.words = words;
  }

  /// As in messages.
  public String words() {
    return words;
  }
}
