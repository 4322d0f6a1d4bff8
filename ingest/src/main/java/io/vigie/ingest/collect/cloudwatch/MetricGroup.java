package io.vigie.ingest.collect.cloudwatch;

import java.util.List;
import java.util.stream.Collectors;

/// Metrics of a namespace that have the same dimensions. What they are of (a service, a load
/// balancer) is found by listing one of them, and all are asked for together.
///
/// @param dimensions that a metric must have, these and no others
/// @param foundBy the metric by which resources are found
/// @param isGlobal whether Amazon keeps it in one region for all
record MetricGroup(
    String namespace,
    List<String> dimensions,
    String foundBy,
    List<Statistic> statistics,
    DimensionSelection selection,
    QueryWindow window,
    boolean isGlobal) {
  MetricGroup {
    dimensions = List.copyOf(dimensions);
    statistics = List.copyOf(statistics);
  }

  MetricGroup within(QueryWindow other) {
    return new MetricGroup(namespace, dimensions, foundBy, statistics, selection, other, isGlobal);
  }

  /// Where it is asked for.
  ///
  /// @param usual the region of everything else
  String region(String usual) {
    if (!isGlobal) {
      return usual;
    }
    return usual.startsWith("cn-") ? "cn-northwest-1" : "us-east-1";
  }

  /// What tells its series from those of others: two groups with the same would write them twice.
  List<String> series() {
    String labels =
        dimensions.stream()
            .map(CloudWatchNames::label)
            .sorted()
            .collect(Collectors.joining(",", "{", "}"));
    return statistics.stream()
        .map(statistic -> CloudWatchNames.metric(namespace, statistic) + labels)
        .toList();
  }
}
