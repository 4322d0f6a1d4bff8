package io.vigie.tsdb.memtable;

import java.util.ArrayDeque;

/// Pages of memtables that became parts, kept for the next ones. Memtables live too long to be
/// collected cheaply: without this the old generation of the heap fills with them until a full
/// collection. Thread-safe.
final class MemtablePages {
  /// 41 MiB, as much as two memtables of the usual size.
  private static final int MAX_KEPT = 64;

  private final ArrayDeque<MemtablePage> kept = new ArrayDeque<>();

  synchronized MemtablePage take() {
    MemtablePage page = kept.pollLast();
    return page == null ? new MemtablePage() : page;
  }

  /// Takes pages back that nobody reads any more.
  synchronized void give(MemtablePage[] pages) {
    for (MemtablePage page : pages) {
      if (kept.size() == MAX_KEPT) {
        return;
      }
      page.clear();
      kept.addLast(page);
    }
  }
}
