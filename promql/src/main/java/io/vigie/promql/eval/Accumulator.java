package io.vigie.promql.eval;

import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepColumn;

/// Folds series into groups, step by step. One cell is one group at one step; cells do not know
/// each other, so several threads may fold the same series at different steps at once.
interface Accumulator {
  /// Makes room for one more group. Not called while columns are added.
  void addGroup();

  /// Folds the samples of a column from one step (included) to another (excluded) into a group.
  ///
  /// @param series which input series it is, ascending from call to call
  /// @param metricName for remarks
  void add(
      int group,
      int series,
      StepColumn column,
      String metricName,
      int fromStep,
      int toStep,
      Remarks remarks);

  /// The result of a group; may be asked once.
  StepColumn result(int group, Remarks remarks);

  /// Bytes that a group takes.
  long groupBytes();
}
