package io.vigie.tsdb;

import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.memtable.Memtable;
import io.vigie.tsdb.part.Part;
import java.io.IOException;

/// Where samples of one series lie.
@FunctionalInterface
interface SampleSource {
  /// Appends the samples between the bounds, both included.
  void read(long minMillis, long maxMillis, SampleBuffer into) throws IOException;

  /// The blocks of the series at a position of a part.
  static SampleSource of(Part part, int position) {
    return (minMillis, maxMillis, into) -> {
      if (part.minMillis() <= maxMillis && minMillis <= part.maxMillis()) {
        part.read(position, minMillis, maxMillis, into);
      }
    };
  }

  /// The rows of a series that a memtable had published by now.
  static SampleSource of(Memtable memtable, int rows, int seriesNumber) {
    return (minMillis, maxMillis, into) ->
        memtable.read(seriesNumber, rows, minMillis, maxMillis, into);
  }
}
