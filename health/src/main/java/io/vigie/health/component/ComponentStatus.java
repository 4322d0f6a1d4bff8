package io.vigie.health.component;

import io.vigie.health.HealthState;
import java.time.Duration;
import java.util.Map;

/// How a part of the server was when it was last looked at.
///
/// @param responseTime how long the look took
/// @param error what went wrong; empty if nothing did
public record ComponentStatus(
    String name,
    boolean critical,
    HealthState state,
    Duration responseTime,
    Map<String, String> details,
    String error) {
  public ComponentStatus {
    details = Map.copyOf(details);
  }
}
