package io.vigie.server.security;

import io.vigie.model.telemetry.Meters;

/// Counts who came in and who did not, under the names that applications of the field use.
final class SecurityMeters {
  private final Meters.Counter attempts;
  private final Meters.Counter events;

  SecurityMeters(Meters meters) {
    attempts =
        meters.counter(
            "authentication_attempts_total",
            "Credentials that were looked at: passwords and refresh tokens each time, tokens of"
                + " requests only where they are refused.",
            "result",
            "user_type");
    events =
        meters.counter(
            "security_events_total",
            "What may be an attack, or a mistake in somebody's configuration.",
            "event_type",
            "severity");
  }

  void succeeded(String kind) {
    attempts.increment("success", kind);
  }

  void failed(String kind) {
    attempts.increment("failed", kind);
    events.increment(kind + "_refused", "warning");
  }

  /// A password that was not even looked at.
  void throttled() {
    attempts.increment("failed", "password");
    events.increment("login_throttled", "critical");
  }

  void forbidden() {
    events.increment("permission_denied", "warning");
  }
}
