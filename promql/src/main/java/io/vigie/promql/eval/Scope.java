package io.vigie.promql.eval;

import io.vigie.promql.value.StepGrid;

/// The steps that a node is evaluated at, and where the samples it looks at are counted.
record Scope(StepGrid grid, SampleCounts counts) {
  /// The first step alone.
  Scope first(SampleCounts otherCounts) {
    return new Scope(grid.first(), otherCounts);
  }
}
