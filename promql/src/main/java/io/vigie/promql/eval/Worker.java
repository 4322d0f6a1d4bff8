package io.vigie.promql.eval;

import io.vigie.model.metric.SampleBuffer;
import io.vigie.promql.value.Remarks;

/// What one thread that works on the series of a node has for itself.
final class Worker {
  private final SampleBuffer buffer = new SampleBuffer();
  private final RangeWindows windows = new RangeWindows();
  private final Remarks remarks = new Remarks();

  /// Room for the samples of a series; cleared by whoever fills it.
  SampleBuffer buffer() {
    return buffer;
  }

  /// Room for the windows of a series.
  RangeWindows windows() {
    return windows;
  }

  Remarks remarks() {
    return remarks;
  }
}
