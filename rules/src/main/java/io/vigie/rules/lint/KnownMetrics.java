package io.vigie.rules.lint;

import io.vigie.model.metric.MetricMetadata;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.value.VectorElement;
import java.util.List;
import java.util.Optional;

/// What is known of the series that rules ask for. What cannot be found out counts as unknown,
/// never as a mistake.
public interface KnownMetrics {
  /// Nothing is known.
  KnownMetrics NONE =
      new KnownMetrics() {
        @Override
        public Optional<MetricMetadata> metadata(String metric) {
          return Optional.empty();
        }

        @Override
        public Presence presence(Expr selector) {
          return new Presence.Unknown();
        }

        @Override
        public List<VectorElement> now(String expression) {
          return List.of();
        }

        @Override
        public List<String> labelNames(String metric) {
          return List.of();
        }
      };

  /// What is said about a metric, or about the family that it is a part of.
  Optional<MetricMetadata> metadata(String metric);

  /// Whether anything matches now.
  ///
  /// @param selector of an instant or of a range
  Presence presence(Expr selector);

  /// What an expression gives now; nothing if it cannot be computed.
  List<VectorElement> now(String expression);

  /// Names of all labels that series of a metric have.
  List<String> labelNames(String metric);

  /// The values that a label of a metric has had lately; none if they cannot be found out.
  default LabelValues labelValues(String metric, String label) {
    return LabelValues.NONE;
  }

  /// The expressions under which rules record a metric; none if it is not recorded.
  default List<Expr> recordedAs(String metric) {
    return List.of();
  }
}
