package io.vigie.alerts.escalation;

import io.vigie.alerts.matcher.Matchers;
import io.vigie.model.alert.SeverityScale;
import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who is told when, as long as nobody acknowledges.
///
/// @param matchers which alerts it is about
/// @param minSeverity only alerts as bad as this, or worse; empty for all
/// @param groupBy alerts that agree in these labels are escalated together
/// @param groupWait how long alerts are collected before the first level is told; empty for as long
///   as their routes do
/// @param levels at least one, timeouts growing
/// @param repeats how often all levels are told again after the last one's timeout
public record EscalationPolicy(
    String name,
    Matchers matchers,
    String minSeverity,
    Set<String> groupBy,
    Optional<Duration> groupWait,
    List<EscalationLevel> levels,
    int repeats) {
  public EscalationPolicy {
    groupBy = Set.copyOf(groupBy);
    levels = List.copyOf(levels);
  }

  boolean concerns(Labels labels, SeverityScale scale) {
    return matchers.matches(labels)
        && (minSeverity.isEmpty() || scale.isAtLeast(labels.get(SeverityScale.LABEL), minSeverity));
  }

  /// How many times somebody is told at most.
  int steps() {
    return levels.size() * (repeats + 1);
  }

  /// How long the first level waits, where routes wait so long. Whoever is told first keeps at
  /// least half of the time until others are.
  Duration firstWait(Duration ofRoutes) {
    Duration most = levels.getFirst().timeout().dividedBy(2);
    Duration wanted = groupWait.orElse(ofRoutes);
    return wanted.compareTo(most) < 0 ? wanted : most;
  }

  /// How long after the trigger a step is due; steps count from 0, and the one after the last is
  /// when nobody is left to be told.
  Duration due(int step) {
    int round = step / levels.size();
    int level = step % levels.size();
    Duration within = level == 0 ? Duration.ZERO : levels.get(level - 1).timeout();
    return levels.getLast().timeout().multipliedBy(round).plus(within);
  }
}
