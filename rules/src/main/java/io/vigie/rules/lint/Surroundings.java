package io.vigie.rules.lint;

import io.vigie.model.alert.SeverityScale;
import java.time.Duration;
import java.util.Set;

/// What rules live in, as far as it is known: the more is known, the more mistakes are found.
///
/// @param interval at which groups are evaluated that name none
/// @param recorded names of metrics that rules write
/// @param metrics the samples that there are
/// @param destinations who is told of alerts
/// @param severities the words that mean how bad an alert is
public record Surroundings(
    Duration interval,
    Set<String> recorded,
    KnownMetrics metrics,
    Destinations destinations,
    SeverityScale severities) {
  public Surroundings {
    recorded = Set.copyOf(recorded);
  }

  /// Where nothing is known but the text of the rules.
  public static Surroundings textOnly(Duration interval) {
    return new Surroundings(
        interval, Set.of(), KnownMetrics.NONE, Destinations.UNKNOWN, SeverityScale.DEFAULT);
  }

  public Surroundings withInterval(Duration other) {
    return new Surroundings(other, recorded, metrics, destinations, severities);
  }

  public Surroundings withRecorded(Set<String> other) {
    return new Surroundings(interval, other, metrics, destinations, severities);
  }

  public Surroundings withMetrics(KnownMetrics other) {
    return new Surroundings(interval, recorded, other, destinations, severities);
  }

  public Surroundings withDestinations(Destinations other) {
    return new Surroundings(interval, recorded, metrics, other, severities);
  }

  public Surroundings withSeverities(SeverityScale other) {
    return new Surroundings(interval, recorded, metrics, destinations, other);
  }
}
