package io.vigie.tsdb;

import io.vigie.tsdb.memtable.Head;
import io.vigie.tsdb.memtable.Memtable;
import io.vigie.tsdb.part.PartitionView;
import io.vigie.tsdb.part.Partitions;
import java.util.ArrayList;
import java.util.List;

/// What the store consists of at one moment, held until closed.
final class StoreView implements AutoCloseable {
  /// A memtable with the rows published at that moment.
  record MemtableView(Memtable memtable, int rows) {}

  private final List<MemtableView> memtables = new ArrayList<>();
  private final List<PartitionView> partitions;

  StoreView(Head head, Partitions partitions, long minMillis, long maxMillis) {
    // Memtables before parts: one that becomes a part in between is seen twice, and of samples at
    // one timestamp only the first counts. The other way round it would not be seen at all.
    for (Memtable memtable : head.memtables()) {
      if (memtable.tryHold()) {
        memtables.add(new MemtableView(memtable, memtable.rows()));
      }
    }
    this.partitions = partitions.hold(minMillis, maxMillis);
  }

  /// Oldest first.
  List<MemtableView> memtables() {
    return memtables;
  }

  /// In order of time.
  List<PartitionView> partitions() {
    return partitions;
  }

  @Override
  public void close() {
    memtables.forEach(view -> view.memtable().release());
    partitions.forEach(PartitionView::close);
  }
}
