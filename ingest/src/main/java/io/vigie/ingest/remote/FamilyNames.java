package io.vigie.ingest.remote;

import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /// What is said of the family of a metric; null if nothing is.
  static @Nullable MetricMetadata find(String metricName, Map<String, MetricMetadata> byFamily) {
    MetricMetadata own = byFamily.get(metricName);
    if (own != null) {
      return own;
    }
    for (MetricType type : List.of(MetricType.HISTOGRAM, MetricType.SUMMARY)) {
      String family = of(metricName, type);
      MetricMetadata said = family.equals(metricName) ? null : byFamily.get(family);
      if (said != null) {
        return said;
      }
    }
    return null;
  }

  private static String without(String name, List<String> suffixes) {
    return suffixes.stream()
        .filter(suffix -> name.endsWith(suffix) && name.length() > suffix.length())
        .findFirst()
        .map(suffix -> name.substring(0, name.length() - suffix.length()))
        .orElse(name);
  }
}
