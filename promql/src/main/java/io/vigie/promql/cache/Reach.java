package io.vigie.promql.cache;

/// Which samples matter to the value of an expression at a step.
///
/// @param aheadMillis how much later than the step the newest of them may be
/// @param fixedMillis the newest that matters to every step, because of `@`; [#NOTHING_FIXED] if
///   there is no such
public record Reach(long aheadMillis, long fixedMillis) {
  /// No sample matters to steps before it.
  static final long NOTHING_FIXED = Long.MIN_VALUE;

  /// Only samples up to the step matter.
  static final Reach BACK = new Reach(0, NOTHING_FIXED);

  /// Further than any time is from now; what is added to it does not overflow.
  private static final long FAR_MILLIS = 1L << 60;

  Reach withAhead(long millis) {
    return new Reach(millis, fixedMillis);
  }

  /// What matters if every step looks at one time.
  Reach fixedAt(long millis, long offsetMillis) {
    long newest = Math.clamp(millis, -FAR_MILLIS, FAR_MILLIS) - offsetMillis + aheadMillis;
    return new Reach(0, Math.max(fixedMillis, newest));
  }

  /// What matters to either of two.
  Reach and(Reach other) {
    return new Reach(
        Math.max(aheadMillis, other.aheadMillis), Math.max(fixedMillis, other.fixedMillis));
  }
}
