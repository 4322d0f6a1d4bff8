package io.vigie.promql.function;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.HistogramBuckets;
import io.vigie.model.metric.HistogramBuckets.Bucket;
import java.util.Map;

/// `histogram_count`, `histogram_sum`, `histogram_avg`, `histogram_stddev`, `histogram_stdvar`.
final class HistogramStatistics {
  private HistogramStatistics() {}

  static Map<String, PromqlFunction> all() {
    return Map.of(
        "histogram_count", new PromqlFunction.OverHistograms(Histogram::count),
        "histogram_sum", new PromqlFunction.OverHistograms(Histogram::sum),
        "histogram_avg", new PromqlFunction.OverHistograms(HistogramStatistics::average),
        "histogram_stdvar", new PromqlFunction.OverHistograms(HistogramStatistics::variance),
        "histogram_stddev",
            new PromqlFunction.OverHistograms(histogram -> Math.sqrt(variance(histogram))));
  }

  private static double average(Histogram histogram) {
    return histogram.sum() / histogram.count();
  }

  private static double variance(Histogram histogram) {
    double mean = average(histogram);
    KahanSum squares = new KahanSum();
    for (Bucket bucket : HistogramBuckets.ascending(histogram)) {
      if (bucket.count() != 0) {
        double distance = middle(bucket, histogram.usesCustomBuckets()) - mean;
        squares.add(bucket.count() * distance * distance);
      }
    }
    return squares.value() / histogram.count();
  }

  /// Where the observations of a bucket are assumed to be: in the arithmetic middle of custom
  /// buckets, the geometric middle of exponential ones, and at zero in the zero bucket.
  private static double middle(Bucket bucket, boolean custom) {
    if (custom) {
      return (bucket.upper() + bucket.lower()) / 2;
    }
    if (bucket.lower() <= 0 && bucket.upper() >= 0) {
      return 0;
    }
    double middle = Math.sqrt(bucket.upper() * bucket.lower());
    return bucket.upper() < 0 ? -middle : middle;
  }
}
