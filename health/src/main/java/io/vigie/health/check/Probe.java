package io.vigie.health.check;

import io.vigie.health.HealthState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Looks at something once.
@FunctionalInterface
interface Probe {
  /// Takes no longer than the check's timeout.
  Seen look() throws InterruptedException;

  /// What was seen; parts as of [CheckResult].
  record Seen(
      HealthState state,
      String phase,
      String message,
      Map<String, String> details,
      Optional<Instant> certificateExpiry) {
    Seen(HealthState state, String phase, String message, Map<String, String> details) {
      this(state, phase, message, details, Optional.empty());
    }

    static Seen well(HealthState state, Map<String, String> details) {
      return new Seen(state, "", "", details);
    }

    static Seen bad(String phase, String message) {
      return bad(phase, message, Map.of());
    }

    static Seen bad(String phase, String message, Map<String, String> details) {
      return new Seen(HealthState.UNHEALTHY, phase, message, details);
    }

    static Seen degraded(String phase, String message, Map<String, String> details) {
      return new Seen(HealthState.DEGRADED, phase, message, details);
    }

    Seen withCertificateExpiry(Optional<Instant> expiry) {
      return new Seen(state, phase, message, details, expiry);
    }
  }
}
