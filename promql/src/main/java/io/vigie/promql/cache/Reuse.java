package io.vigie.promql.cache;

import io.vigie.promql.value.StepGrid;
import java.util.ArrayList;
import java.util.List;

/// Which steps of a window are taken from what is kept, and which are computed. Positions are those
/// of the kept range, which begins at or before the window and may end before it does.
///
/// @param first the first step of the window
/// @param from the first step taken
/// @param toExclusive behind the last step taken; `from` if there is none
/// @param endExclusive behind the last step of the window
/// @param cutsAtEnd whether steps behind those taken would hold but for what was remarked on them
record Reuse(int first, int from, int toExclusive, int endExclusive, boolean cutsAtEnd) {
  /// Shorter spans of steps are not worth evaluating in two halves.
  private static final int MIN_HALVED_STEPS = 8;

  /// @param stepsHolding how many steps of the kept range hold still
  static Reuse of(CachedRange kept, StepGrid window, int stepsHolding) {
    long offset = (window.startMillis() - kept.grid().startMillis()) / window.stepMillis();
    int first = (int) Math.min(offset, kept.grid().steps());
    int endExclusive = Math.addExact(first, window.steps());
    int holding = Math.min(endExclusive, stepsHolding);
    int from = kept.stretches().wholeFrom(first);
    int toExclusive = kept.stretches().wholeTo(holding);
    // They are the same where two stretches meet, of which one is cut by the window and the other
    // by
    // a change: each has its own halves then.
    return from <= toExclusive
        ? new Reuse(first, from, toExclusive, endExclusive, toExclusive < holding)
        : new Reuse(first, first, first, endExclusive, first < holding);
  }

  int steps() {
    return toExclusive - from;
  }

  boolean takesNothing() {
    return steps() == 0;
  }

  boolean takesAll() {
    return steps() == endExclusive - first;
  }

  /// The steps to compute before those taken, in the pieces in which they are computed.
  List<StepGrid> before(StepGrid window) {
    return pieces(window, 0, from - first, true);
  }

  /// The steps to compute behind those taken, or all if none are.
  List<StepGrid> behind(StepGrid window) {
    return pieces(window, toExclusive - first, window.steps(), cutsAtEnd);
  }

  /// What was cut will be cut again when the window moves on. In halves, each step is computed
  /// again no more often than it can be halved, not each time.
  private static List<StepGrid> pieces(
      StepGrid window, int start, int endExclusive, boolean wasCut) {
    int steps = endExclusive - start;
    int half = wasCut && steps >= MIN_HALVED_STEPS ? steps / 2 : 0;
    List<StepGrid> pieces = new ArrayList<>(2);
    if (half > 0) {
      pieces.add(piece(window, start, half));
    }
    if (steps > 0) {
      pieces.add(piece(window, start + half, steps - half));
    }
    return pieces;
  }

  private static StepGrid piece(StepGrid window, int start, int steps) {
    return new StepGrid(window.timestampMillis(start), window.stepMillis(), steps);
  }
}
