package io.vigie.server.http.v1;

import io.vigie.promql.value.Value;
import java.util.Optional;

/// Cuts a result to the number of series that the caller wants.
final class Truncation {
  private Truncation() {}

  /// @param limit 0 is no limit
  /// @return the shorter value, or empty if nothing is left out
  static Optional<Value> apply(Value value, int limit) {
    if (limit == 0) {
      return Optional.empty();
    }
    return switch (value) {
      case Value.Vector(var elements) when elements.size() > limit ->
          Optional.of(new Value.Vector(elements.subList(0, limit)));
      case Value.Matrix(var series) when series.size() > limit ->
          Optional.of(new Value.Matrix(series.subList(0, limit)));
      case Value.Vector _, Value.Matrix _, Value.Scalar _, Value.Text _ -> Optional.empty();
    };
  }
}
