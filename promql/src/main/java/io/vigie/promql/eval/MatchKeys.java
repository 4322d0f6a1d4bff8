package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.VectorMatching;
import java.util.HashSet;
import java.util.Set;

/// The labels by which elements of two vectors find each other, and the labels of what comes out.
final class MatchKeys {
  private final VectorMatching matching;
  private final Set<String> keyNames;
  private final Set<String> names;

  MatchKeys(VectorMatching matching) {
    this.matching = matching;
    this.names = Set.copyOf(matching.labels());
    this.keyNames = new HashSet<>(names);
    if (!matching.on()) {
      keyNames.add(Labels.METRIC_NAME);
    }
  }

  /// What must be equal on both sides.
  Labels key(Labels labels) {
    return matching.on() ? labels.only(keyNames) : labels.without(keyNames);
  }

  /// The labels of a result, apart from what is dropped with the name.
  ///
  /// @param many labels of the element of the side that may have many
  /// @param one labels of its partner
  Labels result(Labels many, Labels one) {
    Labels labels = many;
    if (matching.cardinality() == VectorMatching.Cardinality.ONE_TO_ONE) {
      labels = matching.on() ? labels.only(names) : labels.without(names);
    }
    if (matching.include().isEmpty()) {
      return labels;
    }
    Labels.Builder builder = labels.toBuilder();
    matching.include().forEach(name -> builder.set(name, one.get(name)));
    return builder.build();
  }
}
