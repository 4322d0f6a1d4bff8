package io.vigie.promql.function;

/// The float samples of a series in columns, and for every step which of them lie in the window: a
/// span of the columns, since windows move forward only.
///
/// Arrays are handed out as they are and belong to whoever made this; they may be longer than what
/// the windows cover.
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record FloatWindows(
    long[] timestampsMillis, double[] values, long[] startTimestampsMillis, int[] from, int[] to) {
  /// Whether start timestamps are known and wanted.
  public boolean hasStartTimestamps() {
    return startTimestampsMillis.length > 0;
  }

  /// Number of samples in the window of a step.
  public int size(int step) {
    return to[step] - from[step];
  }
}
