package io.vigie.ingest.scrape;

import io.vigie.ingest.intake.RawHash;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;

/// What a scrape loop remembers of each series of its target: the reference under which the store
/// knows it, when it was seen last, and whether the last thing written to it was a sample. From
/// this it tells which series have ended, that is, need a stale marker.
///
/// A series is known by a hash of the text that names it in the exposition, so a known one costs
/// neither decoding nor an object: some forty bytes in parallel arrays. Targets list their series
/// in the same order each time, so the next series is first looked for right behind the last one.
///
/// A pass is `begin`, then `find` and `add…` for each series, then one of the `end…` methods. Not
/// thread-safe.
final class SeriesCache {
  /// There is no such series.
  static final int UNKNOWN = -1;

  /// The reference of a series that metric relabelling drops.
  static final long DROPPED = 0;

  private static final int MIN_CAPACITY = 16;

  private final RawHash hash = new RawHash();
  private long[] hashes = new long[2 * MIN_CAPACITY]; // high and low in turn
  private long[] references = new long[MIN_CAPACITY];
  private int[] seenInPass = new int[MIN_CAPACITY];
  private int[] trackedInPass = new int[MIN_CAPACITY];
  private boolean[] live = new boolean[MIN_CAPACITY];
  private int[] slots = new int[4 * MIN_CAPACITY]; // index + 1, open addressing
  private int size;

  private int pass;
  private int sizeAtBegin;
  private int next;

  /// References that an earlier loop for the same target left alive.
  private long[] inherited = {};

  /// Number of series known, dropped ones included.
  int size() {
    return size;
  }

  void begin() {
    pass++;
    sizeAtBegin = size;
    next = 0;
  }

  /// Index of the series named by a text, or [#UNKNOWN].
  int find(byte[] raw, int start, int end) {
    hash.hash(raw, start, end);
    int index = next;
    if (index >= size || !isAt(index)) {
      index = lookUp();
    }
    if (index != UNKNOWN) {
      next = index + 1;
    }
    return index;
  }

  private boolean isAt(int index) {
    return hashes[2 * index] == hash.high() && hashes[2 * index + 1] == hash.low();
  }

  private int lookUp() {
    int mask = slots.length - 1;
    for (int slot = (int) hash.low() & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      if (isAt(slots[slot] - 1)) {
        return slots[slot] - 1;
      }
    }
    return UNKNOWN;
  }

  long reference(int index) {
    return references[index];
  }

  boolean isDropped(int index) {
    return references[index] == DROPPED;
  }

  /// Takes up another reference, because the store let the earlier one go.
  void setReference(int index, long reference) {
    references[index] = reference;
  }

  /// Notes that the series is there in this pass; returns whether that was known already.
  boolean see(int index) {
    boolean again = seenInPass[index] == pass;
    seenInPass[index] = pass;
    return again;
  }

  /// Notes that a sample was written whose end is to be marked.
  void track(int index) {
    trackedInPass[index] = pass;
  }

  /// Remembers the series that the last call of [#find] did not know; it counts as seen.
  ///
  /// @return its index
  int add(long reference) {
    int index = size;
    ensureCapacity(index + 1);
    hashes[2 * index] = hash.high();
    hashes[2 * index + 1] = hash.low();
    references[index] = reference;
    seenInPass[index] = pass;
    trackedInPass[index] = 0;
    live[index] = false;
    size++;
    insert(index);
    next = size;
    return index;
  }

  private void ensureCapacity(int wanted) {
    if (wanted > references.length) {
      int capacity = Math.max(wanted, references.length + (references.length >> 1));
      hashes = Arrays.copyOf(hashes, 2 * capacity);
      references = Arrays.copyOf(references, capacity);
      seenInPass = Arrays.copyOf(seenInPass, capacity);
      trackedInPass = Arrays.copyOf(trackedInPass, capacity);
      live = Arrays.copyOf(live, capacity);
    }
    if (2 * wanted > slots.length) {
      rebuildSlots(wanted);
    }
  }

  private void rebuildSlots(int wanted) {
    slots = new int[Integer.highestOneBit(Math.max(wanted, MIN_CAPACITY)) * 4];
    for (int i = 0; i < size; i++) {
      insert(i);
    }
  }

  private void insert(int index) {
    int mask = slots.length - 1;
    int slot = (int) hashes[2 * index + 1] & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = index + 1;
  }

  /// Ends a pass whose samples will be stored. Forgets the series that it did not have.
  ///
  /// @return references of the series that ended
  long[] endWell() {
    long[] ended = ended();
    for (int i = 0; i < size; i++) {
      live[i] = trackedInPass[i] == pass;
    }
    forgetUnseen();
    return ended;
  }

  private long[] ended() {
    LongOpenHashSet ended = new LongOpenHashSet();
    for (int i = 0; i < size; i++) {
      if (live[i] && trackedInPass[i] != pass) {
        ended.add(references[i]);
      }
    }
    for (long reference : inherited) {
      ended.add(reference);
    }
    inherited = new long[0];
    return ended.isEmpty() ? inherited : withoutTracked(ended);
  }

  /// A series may be written in another way than last time, and so be known twice.
  private long[] withoutTracked(LongOpenHashSet references) {
    for (int i = 0; i < size; i++) {
      if (trackedInPass[i] == pass) {
        references.remove(this.references[i]);
      }
    }
    return references.toLongArray();
  }

  /// Ends a pass nothing of which will be stored. What it added is forgotten, except that the cache
  /// was there before.
  ///
  /// @return references of the series that ended, which are all
  long[] endBadly() {
    truncate(sizeAtBegin);
    long[] ended = live();
    Arrays.fill(live, 0, size, false);
    inherited = new long[0];
    return ended;
  }

  private void truncate(int to) {
    if (size > to) {
      size = to;
      rebuildSlots(size);
    }
  }

  /// References of the series whose last entry is a sample, inherited ones included.
  long[] live() {
    LongOpenHashSet references = new LongOpenHashSet(inherited);
    for (int i = 0; i < size; i++) {
      if (live[i]) {
        references.add(this.references[i]);
      }
    }
    return references.toLongArray();
  }

  /// Takes over the series that an earlier loop left alive: those that the next pass does not have
  /// have ended.
  void inherit(long[] liveReferences) {
    inherited = StaleMarkers.union(inherited, liveReferences);
  }

  private void forgetUnseen() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (seenInPass[i] == pass) {
        move(i, kept++);
      }
    }
    if (kept < size) {
      size = kept;
      rebuildSlots(size);
    }
  }

  private void move(int from, int to) {
    if (from != to) {
      hashes[2 * to] = hashes[2 * from];
      hashes[2 * to + 1] = hashes[2 * from + 1];
      references[to] = references[from];
      seenInPass[to] = seenInPass[from];
      trackedInPass[to] = trackedInPass[from];
      live[to] = live[from];
    }
  }
}
