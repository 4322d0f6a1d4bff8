package io.vigie.tsdb;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.index.LabelOrder;
import io.vigie.tsdb.memtable.ActiveSeries;
import io.vigie.tsdb.memtable.Memtable;
import io.vigie.tsdb.memtable.SealedMemtableReader;
import io.vigie.tsdb.memtable.SeriesTable;
import io.vigie.tsdb.part.PartWriter;
import io.vigie.tsdb.part.Partition;
import io.vigie.tsdb.part.Partitions;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes a sealed memtable into parts, one for each partition that it has samples of.
final class Flush {
  private final Partitions partitions;
  private final SeriesTable table;
  private final SampleBuffer rows = new SampleBuffer(4096);
  private final SampleBuffer ordered = new SampleBuffer(4096);

  Flush(Partitions partitions, SeriesTable table) {
    this.partitions = partitions;
    this.table = table;
  }

  /// Writes all samples that are not older than the retention. After a failure it may be called
  /// again: what was written already is left as it is.
  ///
  /// @param oldestMillis end of the retention
  void write(Memtable memtable, long oldestMillis) throws IOException {
    for (var entry : seriesByPartition(memtable).entrySet()) {
      long start = entry.getKey();
      if (partitions.endOf(start) >= oldestMillis) {
        write(memtable, partitions.at(start), entry.getValue());
      }
    }
  }

  private Map<Long, IntArrayList> seriesByPartition(Memtable memtable) {
    Map<Long, IntArrayList> byPartition = new TreeMap<>();
    long first = partitions.startOf(memtable.minMillis());
    boolean single = first == partitions.startOf(memtable.maxMillis());
    for (int number = 0; number < memtable.seriesLimit(); number++) {
      if (!memtable.hasSeries(number)) {
        continue;
      }
      if (single) {
        byPartition.computeIfAbsent(first, _ -> new IntArrayList()).add(number);
      } else {
        addPartitionsOf(memtable, number, byPartition);
      }
    }
    return byPartition;
  }

  private void addPartitionsOf(Memtable memtable, int number, Map<Long, IntArrayList> byPartition) {
    readOrdered(memtable, number);
    for (int i = 0; i < ordered.size(); ) {
      long start = partitions.startOf(ordered.timestampsMillis()[i]);
      byPartition.computeIfAbsent(start, _ -> new IntArrayList()).add(number);
      i = positionAfter(partitions.endOf(start));
    }
  }

  private void readOrdered(Memtable memtable, int number) {
    ordered.clear();
    memtable.readOrdered(number, rows, ordered);
  }

  /// Position of the first ordered sample after a timestamp.
  private int positionAfter(long timestampMillis) {
    int found = Arrays.binarySearch(ordered.timestampsMillis(), 0, ordered.size(), timestampMillis);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private void write(Memtable memtable, Partition partition, IntArrayList numbers)
      throws IOException {
    // The number in the partition above, that in the memtable below: sorted as the part wants it.
    long[] order = numbersInPartition(partition, numbers);
    Arrays.sort(order);
    int[] inMemtable = Arrays.stream(order).mapToInt(entry -> (int) entry).toArray();
    partition.write(
        memtable.number(),
        writer -> {
          SealedMemtableReader reader = new SealedMemtableReader(memtable, inMemtable);
          for (long entry : order) {
            reader.readNext(ordered);
            addSeries(partition, (int) (entry >>> Integer.SIZE), writer);
          }
          return true;
        });
  }

  private void addSeries(Partition partition, int inPartition, PartWriter writer)
      throws IOException {
    int from = positionAfter(partition.startMillis() - 1);
    int end = positionAfter(partitions.endOf(partition.startMillis()));
    writer.add(inPartition, ordered, from, end);
  }

  private long[] numbersInPartition(Partition partition, IntArrayList numbers) throws IOException {
    long start = partition.startMillis();
    List<ActiveSeries> unknown = new ArrayList<>();
    for (int number : numbers) {
      ActiveSeries series = seriesOf(number);
      if (series.rememberedNumberIn(start) < 0) {
        int found = partition.find(series.labels());
        if (found < 0) {
          unknown.add(series);
        } else {
          series.rememberNumberIn(start, found);
        }
      }
    }
    addUnknown(partition, unknown);
    long[] order = new long[numbers.size()];
    for (int i = 0; i < order.length; i++) {
      int number = numbers.getInt(i);
      order[i] = (long) seriesOf(number).rememberedNumberIn(start) << Integer.SIZE | number;
    }
    return order;
  }

  private static void addUnknown(Partition partition, List<ActiveSeries> unknown)
      throws IOException {
    List<ActiveSeries> sorted = LabelOrder.sorted(unknown, ActiveSeries::labels);
    List<Labels> labels = sorted.stream().map(ActiveSeries::labels).toList();
    int first = partition.addSeries(labels);
    for (int i = 0; i < sorted.size(); i++) {
      sorted.get(i).rememberNumberIn(partition.startMillis(), first + i);
    }
  }

  private ActiveSeries seriesOf(int number) {
    ActiveSeries series = table.byNumber(number);
    if (series == null) {
      throw new IllegalStateException("series " + number + " was let go before it was written");
    }
    return series;
  }
}
