package io.vigie.promql.explain;

import java.util.List;

/// How many values the labels of some series have.
///
/// @param labels the labels with the most values first
/// @param truncated whether labels are left out, or values were no longer counted
public record LabelCounts(List<LabelCount> labels, boolean truncated) {
  public static final LabelCounts NONE = new LabelCounts(List.of(), false);

  /// A label and how many values it has.
  public record LabelCount(String name, int values) {}

  public LabelCounts {
    labels = List.copyOf(labels);
  }
}
