package io.vigie.health.check;

import io.vigie.health.HealthState;
import java.util.List;
import java.util.Optional;

/// A check, and how it stands.
///
/// @param state unhealthy also if something that it depends on is
/// @param sinceMillis since when it is in this state, milliseconds since the epoch
/// @param blockedBy names of unhealthy checks that it depends on, directly or not
/// @param failures the last results that were not healthy, newest first
public record CheckStatus(
    CheckDefinition definition,
    HealthState state,
    long sinceMillis,
    List<String> blockedBy,
    Optional<CheckResult> last,
    List<CheckResult> failures) {
  public CheckStatus {
    blockedBy = List.copyOf(blockedBy);
    failures = List.copyOf(failures);
  }
}
