package io.vigie.health;

import java.util.Locale;

/// How something is, the better first.
public enum HealthState {
  HEALTHY,
  /// It works, and somebody should look at it.
  DEGRADED,
  UNHEALTHY,
  /// Nobody has looked yet.
  UNKNOWN;

  /// As it is written in the API.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
