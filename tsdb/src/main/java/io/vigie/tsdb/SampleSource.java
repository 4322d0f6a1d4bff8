package io.vigie.tsdb;

import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.memtable.Memtable;
import io.vigie.tsdb.part.Part;
import java.io.IOException;

/// Where samples of one series lie.
sealed interface SampleSource {
  /// Appends the samples between the bounds, both included.
  void read(long minMillis, long maxMillis, SampleBuffer into) throws IOException;

  /// No sample of the series here is newer.
  long maxMillis();

  /// The blocks of the series at a position of a part.
  record OfPart(Part part, int position) implements SampleSource {
    @Override
    public void read(long minMillis, long maxMillis, SampleBuffer into) throws IOException {
      if (part.minMillis() <= maxMillis && minMillis <= part.maxMillis()) {
        part.read(position, minMillis, maxMillis, into);
      }
    }

    @Override
    public long maxMillis() {
      return part.maxMillis();
    }
  }

  /// The rows of a series that a memtable had published by then.
  record OfMemtable(Memtable memtable, int rows, int seriesNumber) implements SampleSource {
    @Override
    public void read(long minMillis, long maxMillis, SampleBuffer into) {
      memtable.read(seriesNumber, rows, minMillis, maxMillis, into);
    }

    @Override
    public long maxMillis() {
      return memtable.maxMillis();
    }
  }
}
