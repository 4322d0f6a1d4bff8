package io.vigie.health.check;

import io.vigie.health.HealthState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What one attempt, or one round of attempts, saw.
///
/// @param phase where it went wrong, such as `connect`; empty if it did not
/// @param message what went wrong; empty if nothing did
/// @param details such as the status of an answer, and the head of a body that was not expected
/// @param certificateExpiry when the first certificate of the service's chain expires
public record CheckResult(
    long timestampMillis,
    HealthState state,
    Duration took,
    String phase,
    String message,
    Map<String, String> details,
    Optional<Instant> certificateExpiry) {
  public CheckResult {
    details = Map.copyOf(details);
  }

  boolean isUp() {
    return state != HealthState.UNHEALTHY;
  }
}
