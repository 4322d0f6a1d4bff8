package io.vigie.ingest.scrape;

import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a target says about its metric families, kept for ten scrapes after a family is gone.
/// Thread-safe: the loop writes, the API reads.
final class MetadataCache {
  private static final int KEPT_PASSES = 10;
  private static final MetricMetadata UNKNOWN = new MetricMetadata(MetricType.UNKNOWN, "", "");

  private static final class Entry {
    MetricMetadata metadata = UNKNOWN;
    int seenInPass;
  }

  private final Map<String, Entry> entries = new HashMap<>();
  private int pass;

  synchronized void begin() {
    pass++;
  }

  synchronized void setType(String family, MetricType type) {
    Entry entry = entry(family);
    if (entry.metadata.type() != type) {
      entry.metadata = new MetricMetadata(type, entry.metadata.help(), entry.metadata.unit());
    }
  }

  synchronized void setHelp(String family, String help) {
    Entry entry = entry(family);
    if (!entry.metadata.help().equals(help)) {
      entry.metadata = new MetricMetadata(entry.metadata.type(), help, entry.metadata.unit());
    }
  }

  synchronized void setUnit(String family, String unit) {
    Entry entry = entry(family);
    if (!entry.metadata.unit().equals(unit)) {
      entry.metadata = new MetricMetadata(entry.metadata.type(), entry.metadata.help(), unit);
    }
  }

  private Entry entry(String family) {
    Entry entry = entries.computeIfAbsent(family, _ -> new Entry());
    entry.seenInPass = pass;
    return entry;
  }

  synchronized void endWell() {
    entries.values().removeIf(entry -> pass - entry.seenInPass > KEPT_PASSES);
  }

  synchronized Optional<MetricMetadata> get(String family) {
    return Optional.ofNullable(entries.get(family)).map(entry -> entry.metadata);
  }

  /// A copy, by family name.
  synchronized Map<String, MetricMetadata> all() {
    Map<String, MetricMetadata> all = new TreeMap<>();
    entries.forEach((family, entry) -> all.put(family, entry.metadata));
    return all;
  }
}
