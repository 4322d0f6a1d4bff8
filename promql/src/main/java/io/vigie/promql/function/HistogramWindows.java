package io.vigie.promql.function;

import io.vigie.model.metric.Histogram;

/// The histogram samples of a series in columns, with the windows of every step as in
/// [FloatWindows].
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record HistogramWindows(
    long[] timestampsMillis,
    Histogram[] histograms,
    long[] startTimestampsMillis,
    int[] from,
    int[] to) {
  /// Whether there is any histogram.
  public boolean isEmpty() {
    return histograms.length == 0;
  }

  /// Whether start timestamps are known and wanted.
  public boolean hasStartTimestamps() {
    return startTimestampsMillis.length > 0;
  }

  /// Number of samples in the window of a step.
  public int size(int step) {
    return histograms.length == 0 ? 0 : to[step] - from[step];
  }
}
