package io.vigie.ingest.remote;

import io.vigie.model.metric.MetricType;
import java.util.List;

/// The metric family that a series belongs to, told from its name: `x` for `x_bucket` of a
/// histogram.
final class FamilyNames {
  private FamilyNames() {}

  static String of(String metricName, MetricType type) {
    return switch (type) {
      case HISTOGRAM, GAUGE_HISTOGRAM ->
          without(metricName, List.of("_bucket", "_sum", "_count", "_gsum", "_gcount"));
      case SUMMARY -> without(metricName, List.of("_sum", "_count"));
      case COUNTER, GAUGE, INFO, STATESET, UNKNOWN -> metricName;
    };
  }

  private static String without(String name, List<String> suffixes) {
    return suffixes.stream()
        .filter(suffix -> name.endsWith(suffix) && name.length() > suffix.length())
        .findFirst()
        .map(suffix -> name.substring(0, name.length() - suffix.length()))
        .orElse(name);
  }
}
