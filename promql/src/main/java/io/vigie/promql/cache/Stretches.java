package io.vigie.promql.cache;

import io.vigie.promql.value.Remarks;
import java.util.ArrayList;
import java.util.List;

/// Which steps were computed together, and what was remarked on them. A remark belongs to some of
/// the steps of its stretch, nobody knows which: a stretch with remarks is used whole or not at
/// all. One without remarks may be cut anywhere. Immutable.
///
/// @param stretches in the order of their steps, without gaps
record Stretches(List<Stretch> stretches) {
  /// @param steps how many it is long, at least 1
  record Stretch(int steps, Remarks remarks) {
    private Stretch and(Stretch next) {
      return new Stretch(steps + next.steps, remarks.and(next.remarks));
    }
  }

  static final Stretches NONE = new Stretches(List.of());

  /// With more of them the shortest are joined: cutting one costs so many steps more.
  private static final int MAX_STRETCHES = 64;

  private static final long STRETCH_BYTES = 64;

  Stretches {
    stretches = List.copyOf(stretches);
  }

  /// Steps that were computed together.
  static Stretches of(int steps, Remarks remarks) {
    return steps == 0 ? NONE : new Stretches(List.of(new Stretch(steps, remarks)));
  }

  /// These and then the others.
  Stretches followedBy(Stretches others) {
    List<Stretch> all = new ArrayList<>(stretches);
    for (Stretch next : others.stretches) {
      boolean joins = !all.isEmpty() && all.getLast().remarks.isEmpty() && next.remarks.isEmpty();
      if (joins) {
        all.add(all.removeLast().and(next));
      } else {
        all.add(next);
      }
    }
    while (all.size() > MAX_STRETCHES) {
      joinShortest(all);
    }
    return new Stretches(all);
  }

  private static void joinShortest(List<Stretch> all) {
    int shortest = 0;
    for (int i = 1; i + 1 < all.size(); i++) {
      if (all.get(i).steps + all.get(i + 1).steps
          < all.get(shortest).steps + all.get(shortest + 1).steps) {
        shortest = i;
      }
    }
    Stretch second = all.remove(shortest + 1);
    all.set(shortest, all.get(shortest).and(second));
  }

  /// The first step from a step on that no cut stretch lies behind.
  int wholeFrom(int step) {
    int start = 0;
    for (Stretch stretch : stretches) {
      int end = start + stretch.steps;
      if (start < step && step < end && !stretch.remarks.isEmpty()) {
        return end;
      }
      start = end;
    }
    return step;
  }

  /// The last end up to a step that cuts no stretch.
  int wholeTo(int endExclusive) {
    int start = 0;
    for (Stretch stretch : stretches) {
      int end = start + stretch.steps;
      if (start < endExclusive && endExclusive < end && !stretch.remarks.isEmpty()) {
        return start;
      }
      start = end;
    }
    return endExclusive;
  }

  /// Those of some of the steps, which cut none with remarks.
  Stretches slice(int first, int endExclusive) {
    List<Stretch> slice = new ArrayList<>();
    int start = 0;
    for (Stretch stretch : stretches) {
      int end = start + stretch.steps;
      int steps = Math.min(end, endExclusive) - Math.max(start, first);
      if (steps > 0) {
        slice.add(new Stretch(steps, stretch.remarks));
      }
      start = end;
    }
    return new Stretches(slice);
  }

  /// All remarks, each once.
  Remarks remarks() {
    Remarks all = new Remarks();
    stretches.forEach(stretch -> all.addAll(stretch.remarks));
    return all;
  }

  long sizeBytes() {
    long bytes = 0;
    for (Stretch stretch : stretches) {
      bytes += STRETCH_BYTES + stretch.remarks.sizeBytes();
    }
    return bytes;
  }
}
