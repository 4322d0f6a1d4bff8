package io.vigie.ingest.intake;

import io.vigie.model.metric.MetricMetadata;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What senders say about metric families, the last word counting. Bounded: families beyond the
/// bound go without. Thread-safe.
public final class PushedMetadata {
  static final int MAX_FAMILIES = 100_000;

  private final Map<String, MetricMetadata> byFamily = new ConcurrentHashMap<>();

  public void put(String family, MetricMetadata metadata) {
    if (byFamily.size() < MAX_FAMILIES || byFamily.containsKey(family)) {
      byFamily.put(family, metadata);
    }
  }

  /// A copy, by family name.
  public Map<String, MetricMetadata> all() {
    return new TreeMap<>(byFamily);
  }
}
