package io.vigie.rules.evaluation;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Selectors;
import io.vigie.rules.file.RuleDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which rules of a group may be evaluated side by side without anybody noticing: two rules keep
/// their order if one reads what the other writes, whichever stands first. For a rule that stands
/// before the one it reads sees the latter's previous answer, and must go on doing so.
final class RuleOrder {
  private record Ports(Set<String> reads, Set<String> writes) {
    boolean touches(Ports other) {
      return reads.stream().anyMatch(other.writes::contains)
          || other.reads.stream().anyMatch(writes::contains);
    }
  }

  private RuleOrder() {}

  /// Positions of rules in batches: those of a batch may be evaluated side by side, the batches one
  /// after the other. One rule a batch if what some rule reads cannot be told from its text.
  static List<List<Integer>> batches(List<RuleDefinition> rules) {
    List<Ports> ports = new ArrayList<>();
    for (RuleDefinition rule : rules) {
      Set<String> reads = new HashSet<>();
      if (!collectReads(rule, reads)) {
        return oneByOne(rules.size());
      }
      ports.add(new Ports(reads, writes(rule)));
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

  private static Set<String> writes(RuleDefinition rule) {
    return switch (rule) {
      case RuleDefinition.Recording recording -> Set.of(recording.name());
      case RuleDefinition.Alerting alerting ->
          Set.of("ALERTS/" + alerting.name());
    };
  }

  /// @return whether all metrics are named
  private static boolean collectReads(RuleDefinition rule, Set<String> reads) {
    for (List<LabelMatcher> matchers : Selectors.matchers(rule.expression().tree())) {
      String name = equalTo(matchers, Labels.METRIC_NAME);
      if (name.isEmpty()) {
        return false;
      }
      if (name.equals("ALERTS") || name.equals(AlertingRule.ALERTS_FOR_STATE)) {
        String alert = equalTo(matchers, "alertname");
        if (alert.isEmpty()) {
          return false;
        }
        reads.add("ALERTS/" + alert);
      } else {
        reads.add(name);
      }
    }
    return true;
  }

  private static String equalTo(List<LabelMatcher> matchers, String label) {
    return matchers.stream()
        .filter(matcher -> matcher.name().equals(label))
        .filter(matcher -> matcher.operator() == LabelMatcher.Operator.EQUAL)
        .map(LabelMatcher::value)
        .findFirst()
        .orElse("");
  }
}
