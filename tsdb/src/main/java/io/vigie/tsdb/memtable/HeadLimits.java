package io.vigie.tsdb.memtable;

import java.time.Duration;

/// How large the head may grow.
///
/// @param memtableRows samples after which a memtable is sealed, if it has few series
/// @param memtableRowsPerSeries samples of each series on average after which it is, if it has many
/// @param memtableBytes journal bytes after which a memtable is sealed
/// @param memtableAge age at which a memtable is sealed
/// @param sealedMemtables sealed memtables that may wait to be written before commits wait for them
/// @param flushWait how long a commit waits for that
/// @param seriesIdle how long a series is not written before it is let go
public record HeadLimits(
    int memtableRows,
    int memtableRowsPerSeries,
    long memtableBytes,
    Duration memtableAge,
    int sealedMemtables,
    Duration flushWait,
    Duration seriesIdle) {
  /// However many series there are, a memtable is sealed with at most this many times the rows.
  private static final int MAX_GROWTH = 8;

  /// Samples after which a memtable of so many series is sealed.
  /* A part costs for each series that it holds, whatever the number of its samples. */
  int memtableRows(int series) {
    long wanted = (long) series * memtableRowsPerSeries;
    return (int) Math.clamp(wanted, memtableRows, (long) memtableRows * MAX_GROWTH);
  }
}
