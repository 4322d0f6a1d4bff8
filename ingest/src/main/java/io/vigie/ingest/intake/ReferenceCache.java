package io.vigie.ingest.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;

/// Which reference the store gave to the series of a hash ([RawHash]), for all senders together.
/// Bounded, and forgets what nobody sends any more. Thread-safe; finding takes no lock.
/* An open-addressing table of four longs a slot, half a cache line:
 *
 *   low half of the hash (0: free) | high half | reference | period in which it was last found
 *
 * A slot is filled under the lock, its first word last and with release semantics, so whoever finds
 * the hash finds the rest. Nothing is ever removed from a table: forgetting means building another
 * one of what was found in this period or the one before. A reference that is overwritten while
 * somebody reads the old one does no harm: the store answers that it does not know it any more.
 */
final class ReferenceCache {
  /// There is no such series.
  static final long UNKNOWN = 0;

  static final Duration PERIOD = Duration.ofMinutes(10);

  private static final int SLOT = 4;
  private static final int MIN_SLOTS = 1024;
  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

  private final int maxSeries;
  private volatile long[] table = new long[MIN_SLOTS * SLOT];
  private volatile long period;
  private volatile long periodEndMillis = Long.MIN_VALUE;
  private int size;

  /// @param maxSeries most series remembered; each takes 64 to 128 bytes
  ReferenceCache(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  synchronized int size() {
    return size;
  }

  /// The reference of a series, or [#UNKNOWN].
  long find(long high, long low) {
    long[] slots = table;
    long key = low == 0 ? 1 : low;
    int mask = slots.length - 1;
    for (int at = start(key, mask); ; at = (at + SLOT) & mask) {
      long present = (long) WORDS.getAcquire(slots, at);
      if (present == key && slots[at + 1] == high) {
        if (slots[at + 3] != period) {
          slots[at + 3] = period;
        }
        return (long) WORDS.getOpaque(slots, at + 2);
      }
      if (present == 0) {
        return UNKNOWN;
      }
    }
  }

  private static int start(long key, int mask) {
    return (int) (key >>> 8) * SLOT & mask;
  }

  /// Remembers a reference, in place of an earlier one of the same series.
  synchronized void put(long high, long low, long reference) {
    if (2 * (size + 1) > table.length / SLOT) {
      rebuild();
    }
    long key = low == 0 ? 1 : low;
    if (insert(table, key, high, reference, period)) {
      size++;
    }
  }

  private static boolean insert(long[] slots, long key, long high, long reference, long seen) {
    int mask = slots.length - 1;
    int at = start(key, mask);
    while (slots[at] != 0) {
      if (slots[at] == key && slots[at + 1] == high) {
        WORDS.setOpaque(slots, at + 2, reference);
        return false;
      }
      at = (at + SLOT) & mask;
    }
    slots[at + 1] = high;
    slots[at + 2] = reference;
    slots[at + 3] = seen;
    WORDS.setRelease(slots, at, key);
    return true;
  }

  /// Says what time it is; every now and then series that are not sent any more are forgotten.
  void tick(long nowMillis) {
    if (nowMillis >= periodEndMillis) {
      startPeriod(nowMillis);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only written under the lock
  private synchronized void startPeriod(long nowMillis) {
    if (nowMillis < periodEndMillis) {
      return;
    }
    periodEndMillis = nowMillis + PERIOD.toMillis();
    if (countSince(period - 1) < size - size / 4) {
      rebuild();
    }
    period++;
  }

  private int countSince(long oldest) {
    int count = 0;
    long[] slots = table;
    for (int at = 0; at < slots.length; at += SLOT) {
      if (slots[at] != 0 && slots[at + 3] >= oldest) {
        count++;
      }
    }
    return count;
  }

  /// Keeps what was found lately, in a table with room for as much again.
  private void rebuild() {
    long oldest = period - 1;
    int kept = countSince(oldest);
    if (kept >= maxSeries) {
      oldest = Long.MAX_VALUE; // too many to tell which matter: all are found anew
      kept = 0;
    }
    long[] slots = table;
    long[] next = new long[slotsFor(kept) * SLOT];
    for (int at = 0; at < slots.length; at += SLOT) {
      if (slots[at] != 0 && slots[at + 3] >= oldest) {
        insert(next, slots[at], slots[at + 1], slots[at + 2], slots[at + 3]);
      }
    }
    size = kept;
    table = next;
  }

  private static int slotsFor(int series) {
    return Math.max(MIN_SLOTS, Integer.highestOneBit(Math.max(1, series)) * 4);
  }
}
