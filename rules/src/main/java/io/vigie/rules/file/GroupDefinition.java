package io.vigie.rules.file;

import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Rules that are evaluated one after the other, at the same instant.
///
/// @param name unique within its file
/// @param interval between evaluations, or empty for the global one
/// @param queryOffset how far in the past the expressions are evaluated, or empty for the global
///   offset
/// @param limit alerts or series that one rule may give; 0 is no limit
/// @param labels of the group; those of a rule are merged with them already
public record GroupDefinition(
    String name,
    Optional<Duration> interval,
    Optional<Duration> queryOffset,
    long limit,
    Labels labels,
    List<RuleDefinition> rules) {
  public GroupDefinition {
    rules = List.copyOf(rules);
  }
}
