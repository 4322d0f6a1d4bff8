package io.vigie.tsdb;

import io.vigie.model.metric.Labels;
import io.vigie.tsdb.index.MemoryLabelIndex;
import io.vigie.tsdb.memtable.Memtable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is active, and which names and values there are most of: the numbers of Prometheus'
/// `status/tsdb`.
///
/// @param seriesCount active series
/// @param chunkCount series with samples in memory
/// @param minMillis oldest timestamp in memory; `Long.MAX_VALUE` if there is none
/// @param maxMillis newest timestamp in memory; `Long.MIN_VALUE` if there is none
/// @param labelPairCount different label name and value pairs
/// @param seriesCountByMetricName metric names with most series
/// @param labelValueCountByLabelName label names with most values
/// @param memoryInBytesByLabelName label names whose values are longest over all series
/// @param seriesCountByLabelValuePair `name=value` pairs with most series
public record HeadStatistics(
    long seriesCount,
    long chunkCount,
    long minMillis,
    long maxMillis,
    long labelPairCount,
    List<Entry> seriesCountByMetricName,
    List<Entry> labelValueCountByLabelName,
    List<Entry> memoryInBytesByLabelName,
    List<Entry> seriesCountByLabelValuePair) {
  /// One line of a list; lists are ordered by value, highest first.
  public record Entry(String name, long value) {}

  private static final Comparator<Entry> HIGHEST_FIRST =
      Comparator.comparingLong(Entry::value).reversed().thenComparing(Entry::name);

  /// Counts over the index of the active series and the memtables.
  ///
  /// @param limit most entries of a list
  static HeadStatistics of(MemoryLabelIndex index, List<Memtable> memtables, int limit) {
    Counting counting = new Counting();
    for (String name : index.names()) {
      counting.add(index, name);
    }
    return new HeadStatistics(
        index.allSeries().getLongCardinality(),
        seriesWithSamples(index, memtables),
        memtables.stream().mapToLong(Memtable::minMillis).min().orElse(Long.MAX_VALUE),
        memtables.stream().mapToLong(Memtable::maxMillis).max().orElse(Long.MIN_VALUE),
        counting.labelPairs,
        top(counting.metricNames, limit),
        top(counting.valueCounts, limit),
        top(counting.valueBytes, limit),
        top(counting.pairs, limit));
  }

  private static long seriesWithSamples(MemoryLabelIndex index, List<Memtable> memtables) {
    return index.allSeries().toMutableRoaringBitmap().stream()
        .filter(series -> memtables.stream().anyMatch(memtable -> memtable.hasSeries(series)))
        .count();
  }

  private static List<Entry> top(List<Entry> entries, int limit) {
    return entries.stream().sorted(HIGHEST_FIRST).limit(limit).toList();
  }

  private static final class Counting {
    final List<Entry> metricNames = new ArrayList<>();
    final List<Entry> valueCounts = new ArrayList<>();
    final List<Entry> valueBytes = new ArrayList<>();
    final List<Entry> pairs = new ArrayList<>();
    long labelPairs;

    void add(MemoryLabelIndex index, String name) {
      long values = 0;
      long bytes = 0;
      for (String value : index.values(name)) {
        long series = index.seriesWith(name, value).getLongCardinality();
        values++;
        bytes += value.length() * series;
        pairs.add(new Entry(name + "=" + value, series));
        if (name.equals(Labels.METRIC_NAME)) {
          metricNames.add(new Entry(value, series));
        }
      }
      labelPairs += values;
      valueCounts.add(new Entry(name, values));
      valueBytes.add(new Entry(name, bytes));
    }
  }
}
