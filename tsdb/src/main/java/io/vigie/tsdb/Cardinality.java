package io.vigie.tsdb;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import io.vigie.tsdb.index.IndexReader;
import io.vigie.tsdb.index.Postings;
import io.vigie.tsdb.memtable.ActiveSeries;
import io.vigie.tsdb.memtable.SeriesTable;
import io.vigie.tsdb.part.Part;
import io.vigie.tsdb.part.PartitionView;
import io.vigie.tsdb.part.Partitions;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/// Says what series there are many of, from the indexes alone: no sample is read. Thread-safe.
public final class Cardinality {
  /// How often a label is used.
  ///
  /// @param values different values
  /// @param series that carry it
  public record LabelUse(int values, long series) {}

  private final SeriesTable table;
  private final Partitions partitions;

  Cardinality(SeriesTable table, Partitions partitions) {
    this.table = table;
    this.partitions = partitions;
  }

  /// Active series by the value of a label; those without the label are left out.
  public Map<String, Long> seriesByValue(String label, List<LabelMatcher> matchers)
      throws IOException {
    Map<String, Long> series = new HashMap<>();
    if (matchers.isEmpty()) {
      table.ask(index -> {
        index.forEachValue(label, (value, count) -> series.put(value, (long) count));
        return true;
      });
      return series;
    }
    for (ActiveSeries one : table.select(matchers)) {
      String value = one.labels().get(label);
      if (!value.isEmpty()) {
        series.merge(value, 1L, Long::sum);
      }
    }
    return series;
  }

  /// Labels of the active series with many different values, each with all of these, ascending.
  ///
  /// @param atLeast so many values
  public Map<String, List<String>> valuesByLabel(int atLeast) throws IOException {
    return table.ask(index -> {
      Map<String, List<String>> values = new HashMap<>();
      for (String name : index.names()) {
        List<String> all = index.values(name);
        if (all.size() >= atLeast && !name.equals(Labels.METRIC_NAME)) {
          values.put(name, all);
        }
      }
      return values;
    });
  }

  /// The labels of the active series that match, but for the metric name.
  public Map<String, LabelUse> labels(List<LabelMatcher> matchers) throws IOException {
    Map<String, Set<String>> values = new HashMap<>();
    Map<String, Long> series = new HashMap<>();
    for (ActiveSeries one : table.select(matchers)) {
      one.labels()
          .forEach((name, value) -> {
            values.computeIfAbsent(name, _ -> new HashSet<>()).add(value);
            series.merge(name, 1L, Long::sum);
          });
    }
    Map<String, LabelUse> labels = new HashMap<>();
    series.forEach((name, count) ->
        labels.put(name, new LabelUse(values.getOrDefault(name, Set.of()).size(), count)));
    labels.remove(Labels.METRIC_NAME);
    return labels;
  }

  /// Bytes that the samples of all matching series take in parts, active or not. What is in memory
  /// yet, and what indexes take, is not counted.
  public long storedBytes(List<LabelMatcher> matchers) throws IOException {
    long[] bytes = {0};
    forEachIndex(
        (partition, index) -> bytes[0] += storedBytes(partition, Postings.select(index, matchers)));
    return bytes[0];
  }

  /// The same by the value of a label; series without it are left out. Looks at every series.
  public Map<String, Long> storedBytesByValue(String label, List<LabelMatcher> matchers)
      throws IOException {
    Map<String, Long> bytes = new HashMap<>();
    forEachIndex((partition, index) -> {
      ImmutableRoaringBitmap selected = Postings.select(index, matchers);
      for (String value : index.values(label)) {
        ImmutableRoaringBitmap series =
            ImmutableRoaringBitmap.and(selected, index.seriesWith(label, value));
        bytes.merge(value, storedBytes(partition, series), Long::sum);
      }
    });
    return bytes;
  }

  @FunctionalInterface
  private interface Looking {
    void at(PartitionView partition, IndexReader index) throws IOException;
  }

  private void forEachIndex(Looking looking) throws IOException {
    List<PartitionView> held =
        partitions.hold(TimeRange.ALWAYS.minMillis(), TimeRange.ALWAYS.maxMillis());
    try {
      for (PartitionView partition : held) {
        for (IndexReader index : partition.indexes()) {
          looking.at(partition, index);
        }
      }
    } finally {
      held.forEach(PartitionView::close);
    }
  }

  private static long storedBytes(PartitionView partition, ImmutableRoaringBitmap series)
      throws IOException {
    long bytes = 0;
    IntIterator numbers = series.getIntIterator();
    while (numbers.hasNext()) {
      int number = numbers.next();
      for (Part part : partition.parts()) {
        int position = part.position(number);
        bytes += position < 0 ? 0 : part.sizeBytes(position);
      }
    }
    return bytes;
  }
}
