package io.vigie.tsdb.coding;

import io.vigie.model.metric.SampleBuffer;
import java.util.Arrays;

/// Puts samples of one series in order of time. Of several at one timestamp the one that comes
/// first in the buffer stays: buffers are filled in the order in which samples were committed, so
/// what was stored first wins, whichever files it has moved through since.
public final class SampleOrder {
  private SampleOrder() {}

  /// Whether the timestamps from a position on are strictly ascending.
  public static boolean isAscending(SampleBuffer samples, int from) {
    long[] timestamps = samples.timestampsMillis();
    for (int i = from + 1; i < samples.size(); i++) {
      if (timestamps[i] <= timestamps[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /// Appends the samples to `into` in order of time, one per timestamp.
  public static void append(SampleBuffer samples, SampleBuffer into) {
    if (isAscending(samples, 0) && !samples.isEmpty()) {
      for (int i = 0; i < samples.size(); i++) {
        appendOne(samples, i, into);
      }
      return;
    }
    long[] timestamps = samples.timestampsMillis();
    Integer[] order = new Integer[samples.size()];
    Arrays.setAll(order, i -> i);
    // The sort is stable, so that the first at a timestamp is the first committed.
    Arrays.sort(order, (a, b) -> Long.compare(timestamps[a], timestamps[b]));
    for (int i = 0; i < order.length; i++) {
      if (i == 0 || timestamps[order[i]] != timestamps[order[i - 1]]) {
        appendOne(samples, order[i], into);
      }
    }
  }

  /// Appends one sample with all that belongs to it.
  public static void appendOne(SampleBuffer from, int index, SampleBuffer into) {
    if (from.isHistogram(index)) {
      into.add(from.timestampsMillis()[index], from.histogram(index));
    } else {
      into.add(from.timestampsMillis()[index], from.values()[index]);
    }
    into.startTimestampOfLast(from.startTimestampMillis(index));
  }
}
