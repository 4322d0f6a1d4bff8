package io.vigie.rules.lint;

import io.vigie.model.alert.SeverityScale;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.file.RuleFile;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What rules live in, as far as it is known: the more is known, the more mistakes are found.
///
/// @param interval at which groups are evaluated that name none
/// @param recorded names of metrics that rules write
/// @param uses of metrics in all rules that are looked at
/// @param metrics the samples that there are
/// @param destinations who is told of alerts
/// @param severities the words that mean how bad an alert is
public record Surroundings(
    Duration interval,
    Set<String> recorded,
    Uses uses,
    KnownMetrics metrics,
    Destinations destinations,
    SeverityScale severities) {
  public Surroundings {
    recorded = Set.copyOf(recorded);
  }

  /// Where nothing is known but the text of the rules.
  public static Surroundings textOnly(Duration interval) {
    return new Surroundings(
        interval,
        Set.of(),
        Uses.NONE,
        KnownMetrics.NONE,
        Destinations.UNKNOWN,
        SeverityScale.DEFAULT);
  }

  public Surroundings withInterval(Duration other) {
    return new Surroundings(other, recorded, uses, metrics, destinations, severities);
  }

  /// With what the rules tell of each other.
  Surroundings withRules(List<RuleFile> files) {
    Set<String> names =
        files.stream()
            .flatMap(file -> file.rules().stream())
            .filter(RuleDefinition.Recording.class::isInstance)
            .map(RuleDefinition::name)
            .collect(Collectors.toSet());
    return new Surroundings(
        interval,
        names,
        Uses.in(files),
        RecordedMetrics.of(files, metrics),
        destinations,
        severities);
  }

  public Surroundings withMetrics(KnownMetrics other) {
    return new Surroundings(interval, recorded, uses, other, destinations, severities);
  }

  public Surroundings withDestinations(Destinations other) {
    return new Surroundings(interval, recorded, uses, metrics, other, severities);
  }

  public Surroundings withSeverities(SeverityScale other) {
    return new Surroundings(interval, recorded, uses, metrics, destinations, other);
  }
}
