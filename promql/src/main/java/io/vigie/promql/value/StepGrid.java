package io.vigie.promql.value;

/// The instants at which an expression is evaluated.
///
/// @param startMillis the first, milliseconds since the epoch
/// @param stepMillis distance of neighbours, greater than 0
/// @param steps how many there are
public record StepGrid(long startMillis, long stepMillis, int steps) {
  public StepGrid {
    if (stepMillis <= 0 || steps < 0) {
      throw new IllegalArgumentException("no grid of " + steps + " steps of " + stepMillis + " ms");
    }
  }

  /// One instant.
  public static StepGrid instant(long timestampMillis) {
    return new StepGrid(timestampMillis, 1, 1);
  }

  /// All instants from the start that are not after the end.
  ///
  /// @throws IllegalArgumentException if there are more than an array can hold
  public static StepGrid between(long startMillis, long endMillis, long stepMillis) {
    if (endMillis < startMillis) {
      return new StepGrid(startMillis, stepMillis, 0);
    }
    long steps = Math.subtractExact(endMillis, startMillis) / stepMillis + 1;
    if (steps > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(steps + " steps are more than can be evaluated at once");
    }
    return new StepGrid(startMillis, stepMillis, (int) steps);
  }

  public long timestampMillis(int step) {
    return startMillis + step * stepMillis;
  }

  /// The last instant; the one before the start if there is none.
  public long endMillis() {
    return startMillis + (steps - 1) * stepMillis;
  }

  /// The grid of the first instant alone.
  public StepGrid first() {
    return new StepGrid(startMillis, stepMillis, Math.min(1, steps));
  }

  public boolean isInstant() {
    return steps == 1;
  }
}
