package io.vigie.tsdb.memtable;

import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.coding.SampleOrder;
import java.util.Arrays;

/// Reads many series of a memtable that is not written any more, one after the other, in an order
/// that the caller gives.
/* The rows of a series lie scattered over the memtable, and which one comes next is known only after
 * the one before was read: a chain is one cache miss after another. So the chains of several series
 * are followed in turns, and the misses overlap.
 */
public final class SealedMemtableReader {
  private static final int GROUP = 16;

  private final Memtable memtable;
  private final int[] numbers;
  private final int[][] rows = new int[GROUP][32];
  private final int[] counts = new int[GROUP];
  private final SampleBuffer scratch = new SampleBuffer(256);
  private int next;
  private int groupStart;
  private int groupEnd;

  /// @param numbers series in the order in which they are read
  public SealedMemtableReader(Memtable memtable, int[] numbers) {
    this.memtable = memtable;
    this.numbers = numbers;
  }

  /// Puts all samples of the next series into an emptied buffer, in order of time, one per
  /// timestamp.
  public void readNext(SampleBuffer into) {
    if (next == groupEnd) {
      gather();
    }
    int member = next++ - groupStart;
    into.clear();
    memtable.append(rows[member], counts[member], into);
    if (!SampleOrder.isAscending(into, 0)) {
      scratch.clear();
      memtable.append(rows[member], counts[member], scratch);
      into.clear();
      SampleOrder.append(scratch, into);
    }
  }

  private void gather() {
    groupStart = next;
    groupEnd = Math.min(numbers.length, next + GROUP);
    int members = groupEnd - groupStart;
    int[] current = new int[members];
    for (int i = 0; i < members; i++) {
      current[i] = memtable.newestRow(numbers[groupStart + i]);
      counts[i] = 0;
    }
    for (boolean more = true; more; ) {
      more = false;
      for (int i = 0; i < members; i++) {
        int row = current[i];
        if (row != Memtable.NONE) {
          add(i, row);
          current[i] = memtable.rowBefore(row);
          more = true;
        }
      }
    }
  }

  private void add(int member, int row) {
    if (counts[member] == rows[member].length) {
      rows[member] = Arrays.copyOf(rows[member], counts[member] * 2);
    }
    rows[member][counts[member]++] = row;
  }
}
