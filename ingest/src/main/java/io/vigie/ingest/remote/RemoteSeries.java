package io.vigie.ingest.remote;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Series;

/// A series that another server holds, read already. Immutable once it is handed out.
record RemoteSeries(Labels labels, SampleBuffer samples) implements Series {
  @Override
  public void read(long minMillis, long maxMillis, SampleBuffer into) {
    copy(samples, minMillis, maxMillis, into);
  }

  static void copy(SampleBuffer from, long minMillis, long maxMillis, SampleBuffer into) {
    for (int i = 0; i < from.size(); i++) {
      long at = from.timestampsMillis()[i];
      if (at >= minMillis && at <= maxMillis) {
        copy(from, i, into);
      }
    }
  }

  /// Copies one sample.
  static void copy(SampleBuffer from, int index, SampleBuffer into) {
    long at = from.timestampsMillis()[index];
    if (from.isHistogram(index)) {
      into.add(at, from.histogram(index));
    } else {
      into.add(at, from.values()[index]);
    }
    into.startTimestampOfLast(from.startTimestampMillis(index));
  }
}
