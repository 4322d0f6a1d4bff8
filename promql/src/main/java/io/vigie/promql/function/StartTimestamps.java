package io.vigie.promql.function;

/// What start timestamps of neighbouring samples say about a counter. All times are milliseconds
/// since the epoch; a start of 0 is unknown.
final class StartTimestamps {
  private StartTimestamps() {}

  /// Whether the counter began anew after the sample before.
  ///
  /// A start at the very time of the sample before means a delta series, which begins anew with
  /// every sample, unless that sample's own start is unknown.
  static boolean isReset(long previousStart, long previous, long currentStart, long current) {
    if (currentStart == 0 || currentStart >= current || currentStart < previous) {
      return false;
    }
    if (currentStart > previous) {
      return true;
    }
    return previousStart != 0 && previousStart < previous;
  }

  /// Whether a sample claims to have begun before the sample before it was taken, without going on
  /// from the same start.
  static boolean overlaps(long previousStart, long previous, long currentStart) {
    return currentStart != 0 && currentStart < previous && currentStart != previousStart;
  }
}
