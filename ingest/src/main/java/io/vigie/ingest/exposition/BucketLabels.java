package io.vigie.ingest.exposition;

import io.vigie.model.metric.MetricType;
import java.nio.charset.StandardCharsets;

/// Values of `le` and `quantile` in one form, so that `le="1"` and `le="1.0"` are the same series
/// whichever format the target speaks.
final class BucketLabels {
  private BucketLabels() {}

  /// The value a label has in a family of this type: `le` of histograms and `quantile` of summaries
  /// in the form of OpenMetrics, anything else and what is no number as it is.
  static String normalize(MetricType type, String name, String value) {
    boolean bucket = type == MetricType.HISTOGRAM && name.equals("le");
    boolean quantile = type == MetricType.SUMMARY && name.equals("quantile");
    if (!bucket && !quantile) {
      return value;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    try {
      return GoFloat.format(GoFloat.parse(bytes, 0, bytes.length));
    } catch (MalformedNumberException e) {
      return value;
    }
  }
}
