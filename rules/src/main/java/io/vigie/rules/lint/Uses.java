package io.vigie.rules.lint;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Selectors;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.file.RuleFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// How rules that are looked at together use metrics, so that two of them can be found to disagree.
/// Immutable once made.
final class Uses {
  static final Uses NONE = new Uses();

  private final Map<String, Place> rated = new HashMap<>();
  private final Map<String, Map<String, Place>> labels = new HashMap<>();

  private Uses() {}

  /// The first rule that uses something so.
  record Place(String file, int line, RuleDefinition rule) {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  static Uses in(Iterable<RuleFile> files) {
    Uses uses = new Uses();
    for (RuleFile file : files) {
      for (RuleDefinition rule : file.rules()) {
        uses.note(new Place(file.name(), rule.place().expressionLine(), rule));
      }
    }
    return uses;
  }

  private void note(Place place) {
    Expr root = place.rule().expression().tree();
    for (Expr node : Shapes.nodes(root)) {
      Shapes.rated(node).map(Shapes::metric).ifPresent(name -> rated.putIfAbsent(name, place));
    }
    for (Expr.VectorSelector selector : Selectors.in(root)) {
      Map<String, Place> asked =
          labels.computeIfAbsent(Shapes.metric(selector), _ -> new TreeMap<>());
      selector.matchers().stream()
          .map(LabelMatcher::name)
          .filter(name -> !name.equals(Labels.METRIC_NAME))
          .forEach(name -> asked.putIfAbsent(name, place));
    }
  }

  /// Where the rate of a metric is asked for, if anywhere but in this rule.
  Optional<Place> ratedElsewhere(String metric, RuleDefinition rule) {
    return Optional.ofNullable(rated.get(metric)).filter(place -> place.rule() != rule);
  }

  /// Where a metric is first asked for by a label of this name.
  Optional<Place> askedBy(String metric, String label) {
    return Optional.ofNullable(labels.getOrDefault(metric, Map.of()).get(label));
  }

  /// All labels that a metric is asked for by.
  Set<String> labelsOf(String metric) {
    return labels.getOrDefault(metric, Map.of()).keySet();
  }
}
