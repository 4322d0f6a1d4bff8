package io.vigie.promql.value;

import java.util.List;

/// What a query answers. Immutable and thread-safe.
public sealed interface Value {
  /// The word that the HTTP API uses for this kind, for example `vector`.
  default String typeName() {
    return switch (this) {
      case Scalar _ -> "scalar";
      case Text _ -> "string";
      case Vector _ -> "vector";
      case Matrix _ -> "matrix";
    };
  }

  /// A number without labels.
  ///
  /// @param timestampMillis the instant of evaluation, milliseconds since the epoch
  record Scalar(long timestampMillis, double value) implements Value {}

  /// A text.
  ///
  /// @param timestampMillis the instant of evaluation, milliseconds since the epoch
  record Text(long timestampMillis, String text) implements Value {}

  /// One sample per series, all of one instant. Their order means something only after a sorting
  /// function.
  record Vector(List<VectorElement> elements) implements Value {
    public Vector {
      elements = List.copyOf(elements);
    }
  }

  /// Samples of several instants per series, sorted by labels.
  record Matrix(List<MatrixSeries> series) implements Value {
    public Matrix {
      series = List.copyOf(series);
    }
  }
}
