package io.vigie.rules.lint;

import java.time.Duration;
import java.util.Set;

/// What rules live in, as far as it is known: the more is known, the more mistakes are found.
///
/// @param interval at which groups are evaluated that name none
/// @param recorded names of metrics that rules write
/// @param metrics the samples that there are
/// @param destinations who is told of alerts
public record Surroundings(
    Duration interval, Set<String> recorded, KnownMetrics metrics, Destinations destinations) {
  public Surroundings {
    recorded = Set.copyOf(recorded);
  }

  /// Where nothing is known but the text of the rules.
  public static Surroundings textOnly(Duration interval) {
    return new Surroundings(interval, Set.of(), KnownMetrics.NONE, Destinations.UNKNOWN);
  }

  public Surroundings withInterval(Duration other) {
    return new Surroundings(other, recorded, metrics, destinations);
  }

  public Surroundings withRecorded(Set<String> other) {
    return new Surroundings(interval, other, metrics, destinations);
  }

  public Surroundings withMetrics(KnownMetrics other) {
    return new Surroundings(interval, recorded, other, destinations);
  }

  public Surroundings withDestinations(Destinations other) {
    return new Surroundings(interval, recorded, metrics, other);
  }
}
