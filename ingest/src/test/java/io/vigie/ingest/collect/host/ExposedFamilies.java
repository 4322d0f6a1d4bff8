package io.vigie.ingest.collect.host;

import io.vigie.ingest.exposition.ExpositionException;
import io.vigie.ingest.exposition.ExpositionReader;
import io.vigie.ingest.exposition.ExpositionReader.Entry;
import io.vigie.ingest.exposition.Expositions;
import io.vigie.ingest.exposition.ReaderOptions;
import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What an exposition says, by metric name.
///
/// @param labelNamesByName names of all labels that a series of the metric has
/// @param valueBySeries the values, by labels
public record ExposedFamilies(
    Map<String, MetricType> typeByName,
    Map<String, Set<String>> labelNamesByName,
    Map<Labels, Double> valueBySeries) {

  public static ExposedFamilies read(byte[] body) throws ExpositionException {
    ExposedFamilies families =
        new ExposedFamilies(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    ExpositionReader reader =
        Expositions.open(
            body, body.length, ScrapeProtocol.PROMETHEUS_TEXT_0_0_4, ReaderOptions.DEFAULT);
    for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
      families.take(entry, reader);
    }
    return families;
  }

  /// The only value of a metric, or of the series of it with these labels.
  ///
  /// @param labels names and values in turns
  public double value(String metric, String... labels) {
    return valueBySeries.entrySet().stream()
        .filter(sample -> sample.getKey().metricName().equals(metric))
        .filter(sample -> {
          for (int i = 0; i < labels.length; i += 2) {
            if (!sample.getKey().get(labels[i]).equals(labels[i + 1])) {
              return false;
            }
          }
          return true;
        })
        .map(Map.Entry::getValue)
        .collect(
            Collectors.collectingAndThen(
                Collectors.toList(),
                values -> {
                  if (values.size() != 1) {
                    throw new AssertionError(
                        metric + List.of(labels) + " has the values " + values);
                  }
                  return values.getFirst();
                }));
  }

  private void take(Entry entry, ExpositionReader reader) throws ExpositionException {
    switch (entry) {
      case TYPE -> typeByName.put(reader.name(), reader.type());
      case SERIES -> {
        Labels labels = reader.labels();
        Set<String> names =
            labelNamesByName.computeIfAbsent(labels.metricName(), n -> new TreeSet<>());
        labels.forEach((name, value) -> names.add(name));
        valueBySeries.put(labels, reader.value());
      }
      case HELP, UNIT, COMMENT, HISTOGRAM, END -> {}
    }
  }
}
