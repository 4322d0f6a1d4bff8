package io.vigie.rules.evaluation;

import io.vigie.rules.file.GroupDefinition;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// A group with how its last evaluation went.
///
/// @param file the path of its rule file
/// @param interval between evaluations
/// @param evaluationNanos how long the last evaluation took
/// @param lastEvaluationMillis when it began, milliseconds since the epoch
public record GroupStatus(
    String file,
    GroupDefinition definition,
    Duration interval,
    List<RuleStatus> rules,
    long evaluationNanos,
    OptionalLong lastEvaluationMillis) {
  public GroupStatus {
    rules = List.copyOf(rules);
  }

  public String name() {
    return definition.name();
  }
}
