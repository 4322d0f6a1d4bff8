package io.vigie.rules.lint;

import io.vigie.rules.file.GroupDefinition;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.file.RuleFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Looks for all known mistakes.
public final class RuleLint {
  private static final List<Check> CHECKS =
      List.of(
          new SelfDivision(),
          new QuantileArgument(),
          new QuantileBounds(),
          new RatioAsPercent(),
          new RawCounter(),
          new CounterAsCurrent(),
          new RateOfGauge(),
          new Thresholds(),
          new MixedUnits(),
          new CumulativePercent(),
          new ZeroOfAbsent(),
          new Unaggregated(),
          new ShortHold(),
          new ShortRange(),
          new ChangingLabel(),
          new UnboundedLabel(),
          new OtherRules(),
          new FreeSpace(),
          new LoadPerCore(),
          new NeverUp(),
          new MissingSeries(),
          new UnknownSeverity(),
          new NobodyTold());

  private RuleLint() {}

  /// What is found in a file by its text alone, in the order of its rules.
  ///
  /// @param interval of groups that name none
  public static List<Finding> check(RuleFile file, Duration interval) {
    return check(List.of(file), Surroundings.textOnly(interval));
  }

  /// What is found in files that are used together, in the order of their rules.
  public static List<Finding> check(List<RuleFile> files, Surroundings around) {
    Surroundings known = around.withRules(files);
    List<Finding> findings = new ArrayList<>();
    for (RuleFile file : files) {
      NobodyTold.ofFile(file, known)
          .ifPresent(problem -> findings.add(finding(file, firstAlert(file), problem)));
      for (GroupDefinition group : file.groups()) {
        Surroundings here = known.withInterval(group.interval().orElse(around.interval()));
        group.rules().forEach(rule -> check(file, rule, here, findings));
      }
    }
    return findings;
  }

  /// What is found in some of the rules of a file that is used together with others.
  ///
  /// @param files all that are used, this one among them
  public static List<Finding> check(
      List<RuleFile> files, RuleFile file, Predicate<RuleDefinition> wanted, Surroundings around) {
    Surroundings known = around.withRules(files);
    List<Finding> findings = new ArrayList<>();
    for (GroupDefinition group : file.groups()) {
      Surroundings here = known.withInterval(group.interval().orElse(around.interval()));
      group.rules().stream().filter(wanted).forEach(rule -> check(file, rule, here, findings));
    }
    return findings;
  }

  private static RuleDefinition firstAlert(RuleFile file) {
    return file.rules().stream()
        .filter(RuleDefinition.Alerting.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static void check(
      RuleFile file, RuleDefinition rule, Surroundings around, List<Finding> into) {
    for (Check check : CHECKS) {
      check.look(rule, around).ifPresent(problem -> into.add(finding(file, rule, problem)));
    }
  }

  private static Finding finding(RuleFile file, RuleDefinition rule, Check.Problem problem) {
    return new Finding(
        file.name(),
        rule.place().expressionLine(),
        rule.name(),
        problem.check(),
        problem.severity(),
        problem.because(),
        problem.instead());
  }
}
