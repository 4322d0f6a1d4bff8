package io.vigie.rules.lint;

import io.vigie.rules.file.GroupDefinition;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.file.RuleFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Looks for all known mistakes.
public final class RuleLint {
  private static final List<Check> CHECKS =
      List.of(
          new SelfDivision(),
          new QuantileArgument(),
          new RatioAsPercent(),
          new RawCounter(),
          new Thresholds(),
          new ZeroOfAbsent(),
          new Unaggregated(),
          new ShortHold(),
          new FreeSpace());

  private RuleLint() {}

  /// What is found in a file, in the order of its rules.
  ///
  /// @param interval of groups that name none
  public static List<Finding> check(RuleFile file, Duration interval) {
    List<Finding> findings = new ArrayList<>();
    for (GroupDefinition group : file.groups()) {
      for (RuleDefinition rule : group.rules()) {
        for (Check check : CHECKS) {
          check
              .look(rule, group.interval().orElse(interval))
              .ifPresent(problem -> findings.add(finding(file, rule, problem)));
        }
      }
    }
    return findings;
  }

  private static Finding finding(RuleFile file, RuleDefinition rule, Check.Problem problem) {
    return new Finding(
        file.name(),
        rule.place().expressionLine(),
        rule.name(),
        problem.check(),
        problem.severity(),
        problem.reason(),
        problem.proposal());
  }
}
