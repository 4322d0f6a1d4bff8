package io.vigie.promql.ast;

import java.util.List;

/// The labels that make the groups of an aggregation.
///
/// @param without whether the labels are dropped (`without`) rather than kept (`by`)
/// @param labels in the order written; `by ()` and no clause at all are the same
public record Grouping(boolean without, List<String> labels) {
  /// Everything in one group.
  public static final Grouping ALL_TOGETHER = new Grouping(false, List.of());

  public Grouping {
    labels = List.copyOf(labels);
  }
}
