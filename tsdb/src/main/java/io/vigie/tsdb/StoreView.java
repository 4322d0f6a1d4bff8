package io.vigie.tsdb;

import io.vigie.tsdb.memtable.Memtable;
import java.util.ArrayList;
import java.util.List;

/// What the store consists of at one moment, held until closed.
final class StoreView implements AutoCloseable {
  /// A memtable with the rows published at that moment.
  record MemtableView(Memtable memtable, int rows) {}

  private final List<MemtableView> memtables = new ArrayList<>();

  StoreView(List<Memtable> present) {
    // The oldest first: a batch that is in one of them is in it or in an older one of the view.
    for (Memtable memtable : present) {
      memtables.add(new MemtableView(memtable, memtable.rows()));
    }
  }

  List<MemtableView> memtables() {
    return memtables;
  }

  @Override
  public void close() {}
}
