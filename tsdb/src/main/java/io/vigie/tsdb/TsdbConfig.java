package io.vigie.tsdb;

import io.vigie.tsdb.memtable.HeadLimits;
import io.vigie.tsdb.wal.SyncPolicy;
import java.time.Duration;

/// How a [Tsdb] keeps its samples.
///
/// @param retention how long samples are kept; zero keeps them for ever
/// @param retentionBytes bytes on disk above which the oldest partitions are dropped; 0 for no
///   limit
/// @param partitionDuration span of time of one partition; decided when the data directory is made
/// @param futureTolerance how far ahead of the clock a sample may be
/// @param syncPolicy when the journal is forced to the disk
/// @param syncInterval how often, if the policy is by interval
/// @param maxSeries most active series at once; 0 for no limit
/// @param exemplarCapacity number of exemplars kept in memory; 0 keeps none
/// @param head how much is kept in memory before it is written to a part
public record TsdbConfig(
    Duration retention,
    long retentionBytes,
    Duration partitionDuration,
    Duration futureTolerance,
    SyncPolicy syncPolicy,
    Duration syncInterval,
    long maxSeries,
    int exemplarCapacity,
    HeadLimits head) {
  private static final int DEFAULT_MEMTABLE_ROWS = 1 << 20;
  private static final int DEFAULT_ROWS_PER_SERIES = 12;
  private static final long DEFAULT_MEMTABLE_BYTES = 256L << 20;

  public TsdbConfig {
    require(!retention.isNegative(), "retention", retention);
    require(retentionBytes >= 0, "retention size", retentionBytes);
    require(partitionDuration.toMillis() >= 1000, "partition duration", partitionDuration);
    require(!futureTolerance.isNegative(), "future tolerance", futureTolerance);
    require(syncInterval.toMillis() > 0, "journal sync interval", syncInterval);
    require(maxSeries >= 0, "series limit", maxSeries);
    require(exemplarCapacity >= 0, "exemplar capacity", exemplarCapacity);
    require(head.memtableRows() > 0, "memtable rows", head.memtableRows());
  }

  private static void require(boolean valid, String name, Object value) {
    if (!valid) {
      throw new IllegalArgumentException("the " + name + " cannot be " + value);
    }
  }

  /// Fifteen days, no limit of size, partitions of a day, the journal synced every second.
  public static TsdbConfig defaults() {
    return new TsdbConfig(
        Duration.ofDays(15),
        0,
        Duration.ofDays(1),
        Duration.ofDays(1),
        SyncPolicy.INTERVAL,
        Duration.ofSeconds(1),
        0,
        100_000,
        new HeadLimits(
            DEFAULT_MEMTABLE_ROWS,
            DEFAULT_ROWS_PER_SERIES,
            DEFAULT_MEMTABLE_BYTES,
            Duration.ofHours(2),
            2,
            Duration.ofSeconds(30),
            Duration.ofMinutes(20)));
  }

  public TsdbConfig withRetention(Duration newRetention) {
    return new TsdbConfig(
        newRetention,
        retentionBytes,
        partitionDuration,
        futureTolerance,
        syncPolicy,
        syncInterval,
        maxSeries,
        exemplarCapacity,
        head);
  }

  public TsdbConfig withRetentionBytes(long newRetentionBytes) {
    return new TsdbConfig(
        retention,
        newRetentionBytes,
        partitionDuration,
        futureTolerance,
        syncPolicy,
        syncInterval,
        maxSeries,
        exemplarCapacity,
        head);
  }

  public TsdbConfig withPartitionDuration(Duration newPartitionDuration) {
    return new TsdbConfig(
        retention,
        retentionBytes,
        newPartitionDuration,
        futureTolerance,
        syncPolicy,
        syncInterval,
        maxSeries,
        exemplarCapacity,
        head);
  }

  public TsdbConfig withFutureTolerance(Duration newFutureTolerance) {
    return new TsdbConfig(
        retention,
        retentionBytes,
        partitionDuration,
        newFutureTolerance,
        syncPolicy,
        syncInterval,
        maxSeries,
        exemplarCapacity,
        head);
  }

  public TsdbConfig withSync(SyncPolicy newSyncPolicy, Duration newSyncInterval) {
    return new TsdbConfig(
        retention,
        retentionBytes,
        partitionDuration,
        futureTolerance,
        newSyncPolicy,
        newSyncInterval,
        maxSeries,
        exemplarCapacity,
        head);
  }

  public TsdbConfig withMaxSeries(long newMaxSeries) {
    return new TsdbConfig(
        retention,
        retentionBytes,
        partitionDuration,
        futureTolerance,
        syncPolicy,
        syncInterval,
        newMaxSeries,
        exemplarCapacity,
        head);
  }

  public TsdbConfig withExemplarCapacity(int newExemplarCapacity) {
    return new TsdbConfig(
        retention,
        retentionBytes,
        partitionDuration,
        futureTolerance,
        syncPolicy,
        syncInterval,
        maxSeries,
        newExemplarCapacity,
        head);
  }

  public TsdbConfig withHead(HeadLimits newHead) {
    return new TsdbConfig(
        retention,
        retentionBytes,
        partitionDuration,
        futureTolerance,
        syncPolicy,
        syncInterval,
        maxSeries,
        exemplarCapacity,
        newHead);
  }
}
