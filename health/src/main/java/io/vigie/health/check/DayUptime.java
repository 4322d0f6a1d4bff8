package io.vigie.health.check;

import io.vigie.health.HealthState;
import java.time.LocalDate;

/// How a check was on one day, in UTC. Time when nobody looked counts for nothing.
///
/// @param rounds how often it was looked at
/// @param failures how many of them said that it is unhealthy
/// @param responseMillis of all rounds together
public record DayUptime(
    LocalDate day,
    long healthyMillis,
    long degradedMillis,
    long unhealthyMillis,
    long rounds,
    long failures,
    double responseMillis) {
  static DayUptime empty(LocalDate day) {
    return new DayUptime(day, 0, 0, 0, 0, 0, 0);
  }

  /// Milliseconds that are known of.
  public long knownMillis() {
    return healthyMillis + degradedMillis + unhealthyMillis;
  }

  /// Milliseconds in which it worked, well or not.
  public long upMillis() {
    return healthyMillis + degradedMillis;
  }

  /// With one more round.
  ///
  /// @param millis that its result stands for
  DayUptime plus(CheckResult result, long millis) {
    return new DayUptime(
        day,
        healthyMillis + (result.state() == HealthState.HEALTHY ? millis : 0),
        degradedMillis + (result.state() == HealthState.DEGRADED ? millis : 0),
        unhealthyMillis + (result.isUp() ? 0 : millis),
        rounds + 1,
        failures + (result.isUp() ? 0 : 1),
        responseMillis + result.took().toNanos() / 1e6);
  }
}
