package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.promql.ast.Grouping;
import java.util.HashSet;
import java.util.Set;

/// The labels of the group that a series belongs to.
final class GroupKeys {
  private final boolean without;
  private final Set<String> names;

  GroupKeys(Grouping grouping) {
    this(grouping, Set.of());
  }

  /// @param alsoKept names that are kept besides those written, unless the grouping drops labels
  GroupKeys(Grouping grouping, Set<String> alsoKept) {
    without = grouping.without();
    Set<String> all = new HashSet<>(grouping.labels());
    if (without) {
      all.add(Labels.METRIC_NAME);
    } else {
      all.addAll(alsoKept);
    }
    names = Set.copyOf(all);
  }

  Labels of(Labels labels) {
    if (without) {
      return labels.without(names);
    }
    return names.isEmpty() ? Labels.EMPTY : labels.only(names);
  }
}
