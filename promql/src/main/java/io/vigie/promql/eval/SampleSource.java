package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import java.io.IOException;

/// Series whose samples are read as they are, for range functions: stored ones, or the results of a
/// subquery.
interface SampleSource {
  int size();

  Labels labels(int index);

  /// Whether metric name, type and unit of a series are to be dropped in the end.
  boolean dropsName(int index);

  /// Appends the samples of a span of time, bounds included, ascending in time.
  void read(int index, long minMillis, long maxMillis, SampleBuffer into) throws IOException;
}
