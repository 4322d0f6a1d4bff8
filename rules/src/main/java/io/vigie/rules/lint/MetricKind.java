package io.vigie.rules.lint;

import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricType;
import java.util.Optional;
import java.util.stream.Stream;

/// What kind of metric a name stands for: what its target says of it, or else what the name says.
final class MetricKind {
  private MetricKind() {}

  /// Whether it only grows.
  static boolean isCounter(String metric, KnownMetrics metrics) {
    return said(metric, metrics)
        .map(type -> isCounter(metric, type))
        .orElse(metric.endsWith("_total"));
  }

  private static boolean isCounter(String metric, MetricType type) {
    return switch (type) {
      case COUNTER -> true;
      case HISTOGRAM, SUMMARY -> Stream.of("_bucket", "_count", "_sum").anyMatch(metric::endsWith);
      case GAUGE, GAUGE_HISTOGRAM, INFO, STATESET, UNKNOWN -> false;
    };
  }

  /// Whether its target says that it goes up and down.
  static boolean isGauge(String metric, KnownMetrics metrics) {
    return said(metric, metrics).filter(type -> type == MetricType.GAUGE).isPresent();
  }

  private static Optional<MetricType> said(String metric, KnownMetrics metrics) {
    return metrics
        .metadata(metric)
        .map(MetricMetadata::type)
        .filter(type -> type != MetricType.UNKNOWN);
  }
}
