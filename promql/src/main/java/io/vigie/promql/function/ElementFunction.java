package io.vigie.promql.function;

/// A function of one float at a time, the same for every series and step. Thread-safe.
@FunctionalInterface
public interface ElementFunction {
  /// @param parameters the scalar arguments behind the vector, at this step
  /// @return the result, or [io.vigie.promql.value.StepColumn#MISSING] for none
  double apply(double value, double[] parameters);
}
