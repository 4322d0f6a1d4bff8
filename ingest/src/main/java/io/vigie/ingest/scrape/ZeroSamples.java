package io.vigie.ingest.scrape;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import java.time.Duration;
import java.util.List;

/// Zeros at the start timestamps of counters and histograms. A counter that is scraped for the
/// first time at 5 went up by 5 since it began; without a zero before it nobody can see that.
final class ZeroSamples {
  /// What began earlier was running unseen for so long that a lone zero there would help nobody;
  /// Prometheus' store refuses such samples too.
  private static final long MAX_AGE_MILLIS = Duration.ofHours(1).toMillis();

  private static final double[] NO_BUCKETS = {};

  private ZeroSamples() {}

  /// Whether a zero belongs before a sample.
  ///
  /// @param isNew whether the series was not there in the scrape before
  /// @param previousScrapeMillis when the scrape before was; 0 if there was none
  static boolean areDue(
      long startMillis, long sampleMillis, boolean isNew, long previousScrapeMillis) {
    return startMillis != 0
        && startMillis < sampleMillis
        && startMillis >= sampleMillis - MAX_AGE_MILLIS
        && (isNew || startMillis > previousScrapeMillis);
  }

  /// Refused where there is another sample at that time, which is then the better one.
  static void append(Appender appender, long reference, long startMillis) {
    var _ = appender.append(reference, startMillis, 0);
  }

  /// An empty histogram of the same shape. One that is a gauge has no beginning.
  static void append(Appender appender, long reference, long startMillis, Histogram histogram) {
    if (histogram.resetHint() == ResetHint.GAUGE) {
      return;
    }
    var _ =
        appender.append(
            reference,
            startMillis,
            new Histogram(
                ResetHint.RESET,
                histogram.schema(),
                histogram.integerCounts(),
                histogram.zeroThreshold(),
                0,
                0,
                0,
                List.of(),
                NO_BUCKETS,
                List.of(),
                NO_BUCKETS,
                histogram.customBounds()));
  }
}
