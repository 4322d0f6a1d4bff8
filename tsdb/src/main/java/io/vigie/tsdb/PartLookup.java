package io.vigie.tsdb;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.index.IndexReader;
import io.vigie.tsdb.memtable.StoredSamples;
import io.vigie.tsdb.part.Part;
import io.vigie.tsdb.part.Partition;
import io.vigie.tsdb.part.PartitionView;
import io.vigie.tsdb.part.Partitions;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks late samples up in the parts. That costs the decoding of a block, so only samples that may
/// have a twin there are looked up: those not newer than the newest of their series, which is
/// looked up once when the series becomes active.
record PartLookup(Partitions partitions) implements StoredSamples {
  @Override
  public long newestMillis(Labels labels) {
    for (Partition partition : partitions.all().reversed()) {
      try (PartitionView view = partition.hold()) {
        long newest = newestMillis(view, labels);
        if (newest > Long.MIN_VALUE) {
          return newest;
        }
      } catch (IOException _) {
        // As below.
      }
    }
    return Long.MIN_VALUE;
  }

  private static long newestMillis(PartitionView view, Labels labels) throws IOException {
    int series = find(view, labels);
    long newest = Long.MIN_VALUE;
    for (Part part : series < 0 ? List.<Part>of() : view.parts()) {
      int position = part.maxMillis() <= newest ? -1 : part.position(series);
      if (position >= 0) {
        newest = Math.max(newest, part.newestMillis(position));
      }
    }
    return newest;
  }

  @Override
  public AppendOutcome compare(
      Labels labels, long timestampMillis, double value, @Nullable Histogram histogram) {
    SampleBuffer found = new SampleBuffer(1);
    List<PartitionView> held = partitions.hold(timestampMillis, timestampMillis);
    try {
      for (PartitionView partition : held) {
        read(partition, labels, timestampMillis, found);
      }
    } catch (IOException _) {
      // Damage is reported by who merges or queries. Of two samples the first stays in any case.
      return AppendOutcome.ACCEPTED;
    } finally {
      held.forEach(PartitionView::close);
    }
    if (found.isEmpty()) {
      return AppendOutcome.ACCEPTED;
    }
    return isSame(found, value, histogram)
        ? AppendOutcome.DUPLICATE
        : AppendOutcome.CONFLICTING_VALUE;
  }

  private static void read(
      PartitionView partition, Labels labels, long timestampMillis, SampleBuffer into)
      throws IOException {
    int series = -1;
    for (Part part : partition.parts()) {
      if (part.minMillis() <= timestampMillis
          && timestampMillis <= part.maxMillis()
          && into.isEmpty()) {
        series = series < 0 ? find(partition, labels) : series;
        int position = series < 0 ? -1 : part.position(series);
        if (position >= 0) {
          part.read(position, timestampMillis, timestampMillis, into);
        }
      }
    }
  }

  private static int find(PartitionView partition, Labels labels) throws IOException {
    for (IndexReader index : partition.indexes()) {
      int found = index.find(labels);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  private static boolean isSame(SampleBuffer found, double value, @Nullable Histogram histogram) {
    if (histogram != null || found.isHistogram(0)) {
      return histogram != null && found.isHistogram(0) && found.histogram(0).equals(histogram);
    }
    return Double.doubleToRawLongBits(found.values()[0]) == Double.doubleToRawLongBits(value);
  }
}
