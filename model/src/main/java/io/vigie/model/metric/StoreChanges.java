package io.vigie.model.metric;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// From which timestamp on the samples of a store have changed, since when: so whoever keeps
/// answers knows how far they still hold. Thread-safe.
///
/// A store reports a change when it can be seen and before the call that made it returns. Whoever
/// reads takes the [#version] first and the samples afterwards: a change that comes between is
/// seen, and reported once more to who asks for changes since that version.
///
/// Of changes only those are kept whose timestamp no later change goes below, to a granularity of a
/// second: a store that mostly receives what is new needs one entry for each second of samples.
public final class StoreChanges {
  /// Everything may have changed.
  public static final long EVERYTHING = Long.MIN_VALUE;

  /// Nothing has changed.
  public static final long NOTHING = Long.MAX_VALUE;

  private static final int CAPACITY = 4096;
  private static final long GRANULARITY_MILLIS = 1000;

  private record Change(long version, long lowestMillis) {}

  private final boolean tracked;

  /// Versions and timestamps both ascend.
  private final Deque<Change> changes = new ArrayDeque<>();

  private long version;

  /// Changes since this version or an older one are no longer known.
  private long forgottenVersion = -1;

  public StoreChanges() {
    this(true);
  }

  private StoreChanges(boolean tracked) {
    this.tracked = tracked;
  }

  /// Of a store that does not tell: everything may have changed at any time.
  public static StoreChanges untracked() {
    return new StoreChanges(false);
  }

  /// Whether the store tells its changes at all.
  public boolean isTracked() {
    return tracked;
  }

  /// Rises with every change.
  public synchronized long version() {
    return version;
  }

  /// Reports that samples were added or removed.
  ///
  /// @param lowestMillis the lowest timestamp among them, milliseconds since the epoch, or
  ///   [#EVERYTHING]
  public synchronized void changed(long lowestMillis) {
    long lowest = lowestMillis - Math.floorMod(lowestMillis, GRANULARITY_MILLIS);
    long rounded = lowest > lowestMillis ? EVERYTHING : lowest;
    version++;
    while (!changes.isEmpty() && changes.getLast().lowestMillis >= rounded) {
      changes.removeLast();
    }
    changes.addLast(new Change(version, rounded));
    if (changes.size() > CAPACITY) {
      forgottenVersion = changes.removeFirst().version - 1;
    }
  }

  /// The lowest timestamp changed after a version, or one up to a second below it; [#NOTHING] if
  /// there was no change, [#EVERYTHING] if that is not known any more.
  public synchronized long lowestMillisSince(long sinceVersion) {
    if (!tracked || sinceVersion <= forgottenVersion) {
      return EVERYTHING;
    }
    long lowest = NOTHING;
    Iterator<Change> newestFirst = changes.descendingIterator();
    while (newestFirst.hasNext()) {
      Change change = newestFirst.next();
      if (change.version <= sinceVersion) {
        return lowest;
      }
      lowest = change.lowestMillis;
    }
    return lowest;
  }
}
