package io.vigie.promql.value;

import io.vigie.model.metric.Histogram;

/// How much room a histogram takes, and for how many floats it counts where samples are limited.
public final class HistogramSize {
  private static final int FIXED_BYTES = 168;
  private static final int TIMESTAMP_BYTES = 8;
  private static final int FLOAT_SAMPLE_BYTES = 16;

  private HistogramSize() {}

  /// Number of float samples (timestamp and value) that would fit into the place of a histogram, as
  /// Prometheus counts it.
  public static long samples(Histogram histogram) {
    return (bytes(histogram) + TIMESTAMP_BYTES) / FLOAT_SAMPLE_BYTES;
  }

  public static long bytes(Histogram histogram) {
    return FIXED_BYTES
        + 8L
            * (histogram.positiveSpans().size()
                + histogram.negativeSpans().size()
                + histogram.positiveBuckets().length
                + histogram.negativeBuckets().length
                + histogram.customBounds().length);
  }
}
