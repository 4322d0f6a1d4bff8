package io.vigie.rules.schedule;

import io.vigie.rules.file.RuleFile;
import java.time.Duration;
import java.util.List;

/// What is to be evaluated.
///
/// @param evaluationInterval of groups that name none
/// @param queryOffset of groups that name none
public record RuleSet(List<RuleFile> files, Duration evaluationInterval, Duration queryOffset) {
  public RuleSet {
    files = List.copyOf(files);
    if (!evaluationInterval.isPositive()) {
      throw new IllegalArgumentException(
          "evaluation_interval must be positive, not " + evaluationInterval);
    }
  }
}
