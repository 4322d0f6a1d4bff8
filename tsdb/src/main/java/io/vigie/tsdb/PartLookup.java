package io.vigie.tsdb;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.index.IndexReader;
import io.vigie.tsdb.memtable.StoredSamples;
import io.vigie.tsdb.part.Part;
import io.vigie.tsdb.part.PartitionView;
import io.vigie.tsdb.part.Partitions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Looks a late sample up in the parts. Costs the decoding of a block, so only samples that may
/// have a twin there are looked up: those not newer than the newest of their series, and the first
/// of a series that has become active.
record PartLookup(Partitions partitions) implements StoredSamples {
  @Override
  public AppendOutcome compare(
      Labels labels, long timestampMillis, double value, @Nullable Histogram histogram) {
    SampleBuffer found = new SampleBuffer(1);
    try {
      for (PartitionView partition : partitions.hold(timestampMillis, timestampMillis)) {
        try (partition) {
          read(partition, labels, timestampMillis, found);
        }
      }
    } catch (IOException _) {
      // Damage is reported by who merges or queries. Of two samples the first stays in any case.
      return AppendOutcome.ACCEPTED;
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
