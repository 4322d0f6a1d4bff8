package io.vigie.promql.function;

/// A function that yields a scalar.
@FunctionalInterface
public interface ScalarFunction {
  /// One value per step.
  double[] evaluate(VectorCall call);
}
