package io.vigie.rules.evaluation;

import io.vigie.model.metric.Labels;
import io.vigie.promql.value.VectorElement;
import io.vigie.rules.file.RuleDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Names the answer and adds the rule's labels.
final class RecordingRule implements RuleEvaluation {
  private final RuleDefinition.Recording definition;
  private final RuleQuery query;

  RecordingRule(RuleDefinition.Recording definition, RuleQuery query) {
    this.definition = definition;
    this.query = query;
  }

  @Override
  public RuleDefinition.Recording definition() {
    return definition;
  }

  @Override
  public List<VectorElement> evaluate(EvaluationTime time, long limit) {
    List<VectorElement> answer = query.ask(definition.expression(), time.queriedMillis());
    List<VectorElement> recorded = new ArrayList<>(answer.size());
    Set<Labels> seen = new HashSet<>();
    for (VectorElement element : answer) {
      Labels labels = labels(element.labels());
      if (!seen.add(labels)) {
        throw new RuleException(
            "vector contains metrics with the same labelset after applying rule labels");
      }
      recorded.add(
          new VectorElement(labels, time.queriedMillis(), element.value(), element.histogram()));
    }
    if (limit > 0 && recorded.size() > limit) {
      throw new RuleException(
          "exceeded limit of %d with %d series".formatted(limit, recorded.size()));
    }
    return recorded;
  }

  private Labels labels(Labels answered) {
    Labels.Builder labels = answered.toBuilder().set(Labels.METRIC_NAME, definition.name());
    definition.labels().forEach(labels::set);
    return labels.build();
  }
}
