package io.vigie.promql.value;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import java.util.Optional;

/// One sample of an instant vector: a float or a native histogram.
///
/// @param timestampMillis the instant of evaluation, milliseconds since the epoch
/// @param value the float; 0 if the sample is a histogram
/// @param histogram the histogram, if the sample is one
public record VectorElement(
    Labels labels, long timestampMillis, double value, Optional<Histogram> histogram) {
  /// A float sample.
  public static VectorElement of(Labels labels, long timestampMillis, double value) {
    return new VectorElement(labels, timestampMillis, value, Optional.empty());
  }

  /// A histogram sample.
  public static VectorElement of(Labels labels, long timestampMillis, Histogram histogram) {
    return new VectorElement(labels, timestampMillis, 0, Optional.of(histogram));
  }

  public boolean isHistogram() {
    return histogram.isPresent();
  }
}
