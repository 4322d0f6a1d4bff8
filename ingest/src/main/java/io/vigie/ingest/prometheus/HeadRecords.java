package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import java.io.IOException;

/// Takes what the log of a Prometheus says, series by their references. What an implementation does
/// not care for it leaves out.
interface HeadRecords {
  default void series(long series, Labels labels) {}

  /// @param startMillis when the counter began; 0 if not said
  default void sample(long series, long timestampMillis, double value, long startMillis)
      throws IOException {}

  default void sample(long series, long timestampMillis, Histogram histogram, long startMillis)
      throws IOException {}

  default void exemplar(long series, Exemplar exemplar) {}

  default void deleted(long series, long minMillis, long maxMillis) {}
}
