package io.vigie.promql.function;

/// What a function computes, by the kind of argument that it works on.
public sealed interface PromqlFunction {
  /// A function of the window of each step.
  ///
  /// @param keepsName whether the result is the metric itself at another time
  /// @param edges which selector modifiers besides the plain one it takes
  /// @param usesStartTimestamps whether it looks at the start timestamps of samples
  record OverRange(
      RangeFunction function, boolean keepsName, Edges edges, boolean usesStartTimestamps)
      implements PromqlFunction {}

  /// A function of single floats.
  record OverFloats(ElementFunction function) implements PromqlFunction {}

  /// A function of single histograms.
  record OverHistograms(HistogramFunction function) implements PromqlFunction {}

  /// A function of whole vectors.
  record OverVectors(VectorFunction function) implements PromqlFunction {}

  /// A function that yields a scalar.
  record ToScalar(ScalarFunction function) implements PromqlFunction {}

  /// Which modifiers of range selectors a function takes.
  enum Edges {
    PLAIN_ONLY,
    ANCHORED,
    ANCHORED_AND_SMOOTHED
  }
}
