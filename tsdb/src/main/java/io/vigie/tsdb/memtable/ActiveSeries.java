package io.vigie.tsdb.memtable;

import io.vigie.model.metric.Labels;

/// A series that is being written, or was not long ago. Its number is small and is given to another
/// series when this one is let go; its reference never is.
///
/// What changes is changed under the lock of [Head]; [#newestMillis] is also read without it, where
/// an older value only costs a second look.
public final class ActiveSeries {
  private final Labels labels;
  private final int number;
  private final long reference;

  /// Newest timestamp that any memtable holds or held of this series since it is active, and, once
  /// [#knowsStored], that any part holds.
  long newestMillis = Long.MIN_VALUE;

  volatile boolean knowsStored;

  /// Newest timestamp of an exemplar.
  long newestExemplarMillis = Long.MIN_VALUE;

  /// The memtable written to last.
  long lastMemtable;

  /// The journal segment in which this series has a number, and that number.
  long journalSegment;

  int journalNumber;

  /// Whether it was let go; whoever still holds it looks its labels up again.
  volatile boolean letGo;

  /// The partition in which this series was found last, and its number there; only for flushing.
  private long partitionStartMillis = Long.MIN_VALUE;

  private int partitionSeries = -1;

  ActiveSeries(Labels labels, int number, long reference) {
    this.labels = labels;
    this.number = number;
    this.reference = reference;
  }

  public Labels labels() {
    return labels;
  }

  /// Position in the tables of the head.
  public int number() {
    return number;
  }

  long reference() {
    return reference;
  }

  /// The number of this series in a partition if it was remembered, or -1.
  public int rememberedNumberIn(long partition) {
    return partitionStartMillis == partition ? partitionSeries : -1;
  }

  /// Remembers the number of this series in the partition that starts then.
  public void rememberNumberIn(long partition, int seriesInPartition) {
    partitionStartMillis = partition;
    partitionSeries = seriesInPartition;
  }
}
