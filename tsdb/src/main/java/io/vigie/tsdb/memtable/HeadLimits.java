package io.vigie.tsdb.memtable;

import java.time.Duration;

/// How large the head may grow.
///
/// @param memtableRows samples after which a memtable is sealed
/// @param memtableBytes journal bytes after which a memtable is sealed
/// @param memtableAge age at which a memtable is sealed
/// @param sealedMemtables sealed memtables that may wait to be written before commits wait for them
/// @param flushWait how long a commit waits for that
/// @param seriesIdle how long a series is not written before it is let go
public record HeadLimits(
    int memtableRows,
    long memtableBytes,
    Duration memtableAge,
    int sealedMemtables,
    Duration flushWait,
    Duration seriesIdle) {}
