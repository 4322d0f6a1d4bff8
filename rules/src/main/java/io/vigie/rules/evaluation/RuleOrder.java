package io.vigie.rules.evaluation;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Selectors;
import io.vigie.rules.file.RuleDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which rules of a group may be evaluated side by side without anybody noticing: two rules keep
/// their order if one reads what the other writes, whichever stands first. For a rule that stands
/// before the one it reads sees the latter's previous answer, and must go on doing so.
final class RuleOrder {
  /// What a rule reads and writes.
  ///
  /// @param reads names of metrics
  /// @param alertNames for each selector of `ALERTS` or `ALERTS_FOR_STATE` what it asks of
  ///   `alertname`
  private record Ports(
      RuleDefinition rule, Set<String> reads, List<List<LabelMatcher>> alertNames) {
    boolean touches(Ports other) {
      return readsFrom(other.rule) || other.readsFrom(rule);
    }

    private boolean readsFrom(RuleDefinition writer) {
      return switch (writer) {
        case RuleDefinition.Recording recording -> reads.contains(recording.name());
        case RuleDefinition.Alerting alerting ->
            alertNames.stream()
                .anyMatch(matchers ->
                    matchers.stream().allMatch(matcher -> matcher.matches(alerting.name())));
      };
    }
  }

  private RuleOrder() {}

  /// Positions of rules in batches: those of a batch may be evaluated side by side, the batches one
  /// after the other. One rule a batch if what some rule reads cannot be told from its text.
  static List<List<Integer>> batches(List<RuleDefinition> rules) {
    List<Ports> ports = new ArrayList<>();
    for (RuleDefinition rule : rules) {
      Optional<Ports> of = ports(rule);
      if (of.isEmpty()) {
        return oneByOne(rules.size());
      }
      ports.add(of.get());
    }
    return layers(ports);
  }

  private static List<List<Integer>> oneByOne(int size) {
    List<List<Integer>> batches = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      batches.add(List.of(i));
    }
    return batches;
  }

  private static List<List<Integer>> layers(List<Ports> ports) {
    int[] layers = new int[ports.size()];
    List<List<Integer>> batches = new ArrayList<>();
    for (int i = 0; i < layers.length; i++) {
      for (int earlier = 0; earlier < i; earlier++) {
        if (ports.get(i).touches(ports.get(earlier))) {
          layers[i] = Math.max(layers[i], layers[earlier] + 1);
        }
      }
      while (batches.size() <= layers[i]) {
        batches.add(new ArrayList<>());
      }
      batches.get(layers[i]).add(i);
    }
    return batches;
  }

  /// Empty if a selector names no metric.
  private static Optional<Ports> ports(RuleDefinition rule) {
    Ports ports = new Ports(rule, new HashSet<>(), new ArrayList<>());
    for (List<LabelMatcher> matchers : Selectors.matchers(rule.expression().tree())) {
      Optional<String> metric = metricName(matchers);
      if (metric.isEmpty()) {
        return Optional.empty();
      }
      if (metric.get().equals(AlertingRule.ALERTS)
          || metric.get().equals(AlertingRule.ALERTS_FOR_STATE)) {
        ports.alertNames.add(
            matchers.stream()
                .filter(matcher -> matcher.name().equals(AlertingRule.ALERT_NAME))
                .toList());
      } else {
        ports.reads.add(metric.get());
      }
    }
    return Optional.of(ports);
  }

  private static Optional<String> metricName(List<LabelMatcher> matchers) {
    return matchers.stream()
        .filter(matcher -> matcher.name().equals(Labels.METRIC_NAME))
        .filter(matcher -> matcher.operator() == LabelMatcher.Operator.EQUAL)
        .map(LabelMatcher::value)
        .findFirst();
  }
}
