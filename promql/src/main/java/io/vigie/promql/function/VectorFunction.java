package io.vigie.promql.function;

import io.vigie.promql.value.StepSeries;
import java.util.List;

/// A function that needs whole instant vectors, not one series or sample at a time.
@FunctionalInterface
public interface VectorFunction {
  /// The resulting series; those of equal labels are merged by the caller. The arguments' columns
  /// may be taken over.
  List<StepSeries> evaluate(VectorCall call);
}
