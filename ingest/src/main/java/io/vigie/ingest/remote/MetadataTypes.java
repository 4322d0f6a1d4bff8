package io.vigie.ingest.remote;

import io.vigie.model.metric.MetricType;
import java.util.List;

/// The numbers of metric types in messages, the same in both versions.
final class MetadataTypes {
  private static final List<MetricType> BY_NUMBER =
      List.of(
          MetricType.UNKNOWN,
          MetricType.COUNTER,
          MetricType.GAUGE,
          MetricType.HISTOGRAM,
          MetricType.GAUGE_HISTOGRAM,
          MetricType.SUMMARY,
          MetricType.INFO,
          MetricType.STATESET);

  private MetadataTypes() {}

  static MetricType ofNumber(long number) {
    return number >= 0 && number < BY_NUMBER.size()
        ? BY_NUMBER.get((int) number)
        : MetricType.UNKNOWN;
  }

  static int number(MetricType type) {
    return BY_NUMBER.indexOf(type);
  }
}
