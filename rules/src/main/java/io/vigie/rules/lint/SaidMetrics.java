package io.vigie.rules.lint;

import io.vigie.model.metric.MetricMetadata;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.value.VectorElement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What targets say of metrics, and nothing of their samples.
///
/// @param said of a metric, or of the family that it is a part of
public record SaidMetrics(Function<String, Optional<MetricMetadata>> said) implements KnownMetrics {
  @Override
  public Optional<MetricMetadata> metadata(String metric) {
    return said.apply(metric);
  }

  @Override
  public Presence presence(Expr selector) {
    return NONE.presence(selector);
  }

  @Override
  public List<VectorElement> now(String expression) {
    return List.of();
  }

  @Override
  public List<String> labelNames(String metric) {
    return List.of();
  }
}
