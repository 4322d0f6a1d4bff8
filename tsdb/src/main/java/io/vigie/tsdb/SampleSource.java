package io.vigie.tsdb;

import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.memtable.Memtable;
import java.io.IOException;

/// Where samples of one series lie.
@FunctionalInterface
interface SampleSource {
  /// Appends the samples between the bounds, both included.
  void read(long minMillis, long maxMillis, SampleBuffer into) throws IOException;

  /// The rows of a series that a memtable had published by now.
  static SampleSource of(Memtable memtable, int rows, int seriesNumber) {
    return (minMillis, maxMillis, into) ->
        memtable.read(seriesNumber, rows, minMillis, maxMillis, into);
  }
}
