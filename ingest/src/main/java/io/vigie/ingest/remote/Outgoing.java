package io.vigie.ingest.remote;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;

/// Something to be sent.
sealed interface Outgoing {
  Labels series();

  /// Its own time, milliseconds since the epoch.
  long timestampMillis();

  /// A float sample.
  ///
  /// @param startMillis when its counter began, or 0
  record Sample(Labels series, long timestampMillis, double value, long startMillis)
      implements Outgoing {}

  /// A native histogram.
  ///
  /// @param startMillis when it began, or 0
  record HistogramSample(Labels series, long timestampMillis, Histogram histogram, long startMillis)
      implements Outgoing {}

  /// An exemplar of a series.
  record SeriesExemplar(Labels series, Exemplar exemplar) implements Outgoing {
    @Override
    public long timestampMillis() {
      return exemplar.timestampMillis();
    }
  }
}
