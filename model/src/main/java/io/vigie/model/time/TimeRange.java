package io.vigie.model.time;

/// A span of time in milliseconds since the epoch, both ends included. An empty span cannot be
/// expressed.
///
/// @param minMillis first instant that belongs to the range
/// @param maxMillis last instant that belongs to the range, at least `minMillis`
public record TimeRange(long minMillis, long maxMillis) {
  /// All of time.
  public static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  public TimeRange {
    if (minMillis > maxMillis) {
      throw new IllegalArgumentException("empty time range: " + minMillis + " > " + maxMillis);
    }
  }

  public boolean contains(long timestampMillis) {
    return minMillis <= timestampMillis && timestampMillis <= maxMillis;
  }

  public boolean overlaps(long otherMinMillis, long otherMaxMillis) {
    return minMillis <= otherMaxMillis && otherMinMillis <= maxMillis;
  }
}
