package io.vigie.tsdb.memtable;

import io.vigie.model.metric.Histogram;
import org.jspecify.annotations.Nullable;

/// Some rows of a [Memtable], a column an array.
final class MemtablePage {
  static final int SHIFT = 15;
  static final int ROWS = 1 << SHIFT;

  final long[] timestampsMillis = new long[ROWS];
  final double[] values = new double[ROWS];
  final int[] previousRows = new int[ROWS];
  @Nullable Histogram @Nullable [] histograms;
  long @Nullable [] startTimestampsMillis;

  @Nullable Histogram[] histograms() {
    @Nullable Histogram[] present = histograms;
    if (present == null) {
      present = new Histogram[ROWS];
      histograms = present;
    }
    return present;
  }

  long[] startTimestampsMillis() {
    long[] present = startTimestampsMillis;
    if (present == null) {
      present = new long[ROWS];
      startTimestampsMillis = present;
    }
    return present;
  }

  /// Forgets the columns that few rows have. The others are written over before they are read.
  void clear() {
    histograms = null;
    startTimestampsMillis = null;
  }
}
