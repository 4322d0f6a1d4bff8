package io.vigie.promql.function;

import io.vigie.promql.value.StepColumn;

/// A function that turns the window of each step into one sample.
@FunctionalInterface
public interface RangeFunction {
  /// Computes a series. Steps without a result stay as they are.
  ///
  /// @param out a column without samples, as long as the grid
  void evaluate(RangeCall call, StepColumn out);
}
