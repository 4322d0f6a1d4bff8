package io.vigie.tsdb;

import io.vigie.tsdb.index.LabelIndex;
import io.vigie.tsdb.index.Postings;
import io.vigie.tsdb.part.Partition;
import io.vigie.tsdb.part.Partitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// Drops what the [Retention] does not keep: whole partitions by age and size, and within
/// partitions the series whose rule is shorter than others. A series is kept at least as long as it
/// should be, and at most the span of a partition longer.
final class Expiry {
  /// Some thirty thousand years ago: what is older is a mistake, retention or not.
  private static final long OLDEST_STORABLE_MILLIS = -(1L << 50);

  /// Looking for single series reads indexes: not at every flush.
  private static final Duration RULES_PAUSE = Duration.ofMinutes(1);

  private final Partitions partitions;
  private final Path dataDirectory;
  private final InstantSource clock;
  private volatile Retention retention;
  private volatile long rulesDueMillis = Long.MIN_VALUE;

  Expiry(Partitions partitions, Path dataDirectory, InstantSource clock, Retention retention) {
    this.partitions = partitions;
    this.dataDirectory = dataDirectory;
    this.clock = clock;
    this.retention = retention;
  }

  void keep(Retention newRetention) {
    retention = newRetention;
    rulesDueMillis = Long.MIN_VALUE;
  }

  Retention retention() {
    return retention;
  }

  /// Older samples are kept of no series.
  long oldestMillis() {
    return oldestMillis(retention.longest());
  }

  private long oldestMillis(Duration keep) {
    return keep.isZero() ? OLDEST_STORABLE_MILLIS : clock.millis() - keep.toMillis();
  }

  /// Bytes on disk above which the oldest partitions go; 0 for no limit.
  long maxBytes() throws IOException {
    Retention current = retention;
    if (current.diskPercentage() == 0) {
      return current.sizeBytes();
    }
    long diskBytes = Files.getFileStore(dataDirectory).getTotalSpace();
    return Math.max(1, (long) (diskBytes * (current.diskPercentage() / 100)));
  }

  /// Drops whole partitions. Only for the thread that flushes.
  ///
  /// @return how many
  int dropPartitions() throws IOException {
    int dropped = partitions.dropBefore(oldestMillis());
    long maxBytes = maxBytes();
    return maxBytes > 0 ? dropped + partitions.dropBeyond(maxBytes) : dropped;
  }

  /// Rewrites partitions that have ended without the series that are kept less long. Only for the
  /// thread that merges.
  ///
  /// @param whenRemoved called after anything was removed
  void removeExpiredSeries(Runnable whenRemoved) throws IOException {
    Retention current = retention;
    if (current.rules().isEmpty() || clock.millis() < rulesDueMillis) {
      return;
    }
    for (Partition partition : partitions.all()) {
      long endMillis = partitions.endOf(partition.startMillis());
      if (endMillis < oldestMillis(shortest(current))) {
        partition.remove(index -> expired(index, endMillis, current), whenRemoved);
      }
    }
    rulesDueMillis = clock.millis() + RULES_PAUSE.toMillis();
  }

  /// The shortest that any series is kept.
  private static Duration shortest(Retention current) {
    Duration shortest = current.time();
    for (Retention.Rule rule : current.rules()) {
      boolean shorter = shortest.isZero() || rule.keep().compareTo(shortest) < 0;
      shortest = !rule.keep().isZero() && shorter ? rule.keep() : shortest;
    }
    return shortest;
  }

  private ImmutableRoaringBitmap expired(LabelIndex index, long endMillis, Retention current)
      throws IOException {
    MutableRoaringBitmap undecided = index.allSeries().toMutableRoaringBitmap();
    MutableRoaringBitmap expired = new MutableRoaringBitmap();
    for (Retention.Rule rule : current.rules()) {
      MutableRoaringBitmap decided = Postings.select(index, rule.matchers());
      decided.and(undecided);
      undecided.andNot(decided);
      if (endMillis < oldestMillis(rule.keep())) {
        expired.or(decided);
      }
    }
    if (endMillis < oldestMillis(current.time())) {
      expired.or(undecided);
    }
    return expired;
  }
}
