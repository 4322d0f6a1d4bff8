package io.vigie.promql.eval;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Staleness;
import io.vigie.promql.function.FloatWindows;
import io.vigie.promql.function.HistogramWindows;
import io.vigie.promql.value.HistogramSize;
import java.util.Arrays;

/// Sorts the samples of one series into floats and histograms, without stale markers, and finds the
/// window of every step with two pointers that only move forward. Its arrays are reused from series
/// to series. Not thread-safe.
final class RangeWindows {
  /// What of the samples is wanted.
  ///
  /// @param startTimestamps whether start timestamps are
  /// @param summaries whether of histograms only count and sum are
  record Wanted(boolean startTimestamps, boolean summaries) {
    static final Wanted SAMPLES = new Wanted(false, false);
  }

  private static final Histogram[] NO_HISTOGRAMS = {};
  private static final long[] NO_STARTS = {};
  private static final int[] NO_WINDOWS = {};

  private int[] floatFrom = NO_WINDOWS;
  private int[] floatTo = NO_WINDOWS;
  private FloatWindows floats =
      new FloatWindows(NO_STARTS, new double[0], NO_STARTS, NO_WINDOWS, NO_WINDOWS);
  private HistogramWindows histograms =
      new HistogramWindows(NO_STARTS, NO_HISTOGRAMS, NO_STARTS, NO_WINDOWS, NO_WINDOWS);

  FloatWindows floats() {
    return floats;
  }

  HistogramWindows histograms() {
    return histograms;
  }

  /// @param buffer is changed: stale markers are taken out
  /// @param ends upper end (included) of the first window, and how much later the next ones end
  /// @param lengthMillis lower ends (excluded) lie this much before the upper ends
  void arrange(
      SampleBuffer buffer, Wanted wanted, SelectorTimes ends, long lengthMillis, int steps) {
    if (buffer.hasHistograms()) {
      split(buffer, wanted, ends, lengthMillis, steps);
      return;
    }
    long[] starts = wanted.startTimestamps ? starts(buffer) : NO_STARTS;
    int size = withoutStale(buffer, starts);
    if (floatFrom.length != steps) {
      floatFrom = new int[steps];
      floatTo = new int[steps];
    }
    fill(buffer.timestampsMillis(), size, ends, lengthMillis, floatFrom, floatTo);
    floats =
        new FloatWindows(buffer.timestampsMillis(), buffer.values(), starts, floatFrom, floatTo);
    histograms = new HistogramWindows(NO_STARTS, NO_HISTOGRAMS, NO_STARTS, NO_WINDOWS, NO_WINDOWS);
  }

  private static long[] starts(SampleBuffer buffer) {
    long[] starts = new long[buffer.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = buffer.startTimestampMillis(i);
    }
    return starts;
  }

  /// Moves the samples over the stale markers; returns how many are left.
  private static int withoutStale(SampleBuffer buffer, long[] starts) {
    long[] timestamps = buffer.timestampsMillis();
    double[] values = buffer.values();
    int kept = 0;
    for (int i = 0; i < buffer.size(); i++) {
      if (Staleness.isMarker(values[i])) {
        continue;
      }
      if (kept != i) {
        timestamps[kept] = timestamps[i];
        values[kept] = values[i];
        if (starts.length > 0) {
          starts[kept] = starts[i];
        }
      }
      kept++;
    }
    return kept;
  }

  private void split(
      SampleBuffer buffer, Wanted wanted, SelectorTimes ends, long lengthMillis, int steps) {
    boolean withStarts = wanted.startTimestamps;
    int size = buffer.size();
    long[] floatTimestamps = new long[size];
    double[] values = new double[size];
    long[] floatStarts = new long[withStarts ? size : 0];
    long[] timestamps = new long[size];
    Histogram[] found = new Histogram[size];
    long[] starts = new long[withStarts ? size : 0];
    int floatCount = 0;
    int histogramCount = 0;
    for (int i = 0; i < size; i++) {
      if (Staleness.isMarker(buffer.values()[i])) {
        continue;
      }
      if (buffer.isHistogram(i)) {
        timestamps[histogramCount] = buffer.timestampsMillis()[i];
        Histogram histogram = buffer.histogram(i);
        found[histogramCount] =
            wanted.summaries
                ? HistogramSummary.of(histogram, HistogramSummary.before(buffer, i, Long.MIN_VALUE))
                : histogram;
        if (withStarts) {
          starts[histogramCount] = buffer.startTimestampMillis(i);
        }
        histogramCount++;
      } else {
        floatTimestamps[floatCount] = buffer.timestampsMillis()[i];
        values[floatCount] = buffer.values()[i];
        if (withStarts) {
          floatStarts[floatCount] = buffer.startTimestampMillis(i);
        }
        floatCount++;
      }
    }
    floatFrom = new int[steps];
    floatTo = new int[steps];
    fill(floatTimestamps, floatCount, ends, lengthMillis, floatFrom, floatTo);
    floats = new FloatWindows(floatTimestamps, values, floatStarts, floatFrom, floatTo);
    int[] from = new int[steps];
    int[] to = new int[steps];
    fill(timestamps, histogramCount, ends, lengthMillis, from, to);
    histograms =
        new HistogramWindows(timestamps, Arrays.copyOf(found, histogramCount), starts, from, to);
  }

  /// Hot loop: one pass over samples and steps together.
  private static void fill(
      long[] timestamps, int size, SelectorTimes ends, long lengthMillis, int[] from, int[] to) {
    int low = 0;
    int high = 0;
    for (int step = 0; step < from.length; step++) {
      long end = ends.millis(step);
      long start = end - lengthMillis;
      while (high < size && timestamps[high] <= end) {
        high++;
      }
      while (low < size && timestamps[low] <= start) {
        low++;
      }
      from[step] = Math.min(low, high);
      to[step] = high;
    }
  }

  /// Counts the samples in all windows, and those that are new in each.
  ///
  /// @param countsRead whether the samples come from the store
  void count(SampleCounts counts, boolean countsRead) {
    long total = 0;
    long read = 0;
    int floatSeen = 0;
    int histogramSeen = 0;
    for (int step = 0; step < floats.from().length; step++) {
      long inWindow = floats.size(step);
      int unseenFloats = floats.to()[step] - Math.max(floatSeen, floats.from()[step]);
      long unseen = unseenFloats;
      floatSeen = floats.to()[step];
      if (!histograms.isEmpty()) {
        inWindow += size(histograms.from()[step], histograms.to()[step]);
        unseen += size(Math.max(histogramSeen, histograms.from()[step]), histograms.to()[step]);
        histogramSeen = histograms.to()[step];
      }
      total += inWindow;
      read += countsRead ? unseen : 0;
      if (counts.perStep()) {
        counts.addAtStep(step, inWindow, countsRead ? unseen : 0);
      }
    }
    counts.add(total, read);
  }

  private long size(int from, int to) {
    long size = 0;
    for (int i = from; i < to; i++) {
      size += HistogramSize.samples(histograms.histograms()[i]);
    }
    return size;
  }
}
