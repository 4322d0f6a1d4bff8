package io.vigie.rules.template;

import io.vigie.promql.value.VectorElement;
import java.util.List;

/// What the template function `query` asks. Thread-safe.
@FunctionalInterface
public interface TemplateQuery {
  /// The answer as a vector.
  ///
  /// @param timestampMillis the instant of evaluation, milliseconds since the epoch
  /// @throws io.vigie.promql.eval.QueryException if there is no answer
  List<VectorElement> ask(String query, long timestampMillis);
}
