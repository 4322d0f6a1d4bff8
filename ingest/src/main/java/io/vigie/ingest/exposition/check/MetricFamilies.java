package io.vigie.ingest.exposition.check;

import io.vigie.ingest.exposition.ExpositionException;
import io.vigie.ingest.exposition.ExpositionReader;
import io.vigie.ingest.exposition.ExpositionReader.Entry;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sorts the entries of an exposition into metric families.
final class MetricFamilies {
  private final Map<String, MetricFamily> families = new TreeMap<>();

  private MetricFamilies() {}

  /// All families that have samples, by name.
  static Collection<MetricFamily> of(ExpositionReader reader) throws MalformedMetricsException {
    MetricFamilies families = new MetricFamilies();
    try {
      for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
        families.take(entry, reader);
      }
    } catch (ExpositionException e) {
      throw new MalformedMetricsException(String.valueOf(e.getMessage()));
    }
    families.families.values().removeIf(family -> family.metrics().isEmpty());
    return families.families.values();
  }

  private void take(Entry entry, ExpositionReader reader)
      throws ExpositionException, MalformedMetricsException {
    switch (entry) {
      case HELP -> named(reader.name()).help(reader.help());
      case TYPE -> named(reader.name()).type(reader.type());
      case SERIES, HISTOGRAM -> {
        Labels labels = reader.labels();
        ofSample(labels.metricName()).add(labels.without(List.of(Labels.METRIC_NAME)));
      }
      case UNIT, COMMENT, END -> {}
    }
  }

  private MetricFamily named(String name) {
    return families.computeIfAbsent(name, MetricFamily::new);
  }

  /// The family that a sample belongs to: that of its name, or of the histogram or summary whose
  /// part it is by its suffix.
  private MetricFamily ofSample(String name) {
    if (families.containsKey(name)) {
      return families.get(name);
    }
    for (String suffix : List.of("_count", "_sum", "_bucket")) {
      MetricFamily base =
          name.endsWith(suffix)
              ? families.get(name.substring(0, name.length() - suffix.length()))
              : null;
      if (base != null
          && (base.type() == MetricType.HISTOGRAM
              || (base.type() == MetricType.SUMMARY && !suffix.equals("_bucket")))) {
        return base;
      }
    }
    return named(name);
  }
}
