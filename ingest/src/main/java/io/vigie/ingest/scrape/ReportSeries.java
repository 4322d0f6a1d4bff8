package io.vigie.ingest.scrape;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.SeriesLimitException;
import io.vigie.model.metric.Staleness;
import java.util.Arrays;
import java.util.List;

/// The automatic series of a target: `up` and what else each scrape says about itself. Not
/// thread-safe.
final class ReportSeries {
  private static final List<String> NAMES =
      List.of(
          "up",
          "scrape_duration_seconds",
          "scrape_samples_scraped",
          "scrape_samples_post_metric_relabeling",
          "scrape_series_added");
  private static final List<String> EXTRA_NAMES =
      List.of("scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes");

  private final SampleLabels sampleLabels;
  private final List<String> names;
  private final long[] references;

  ReportSeries(SampleLabels sampleLabels, boolean extra) {
    this.sampleLabels = sampleLabels;
    this.names =
        extra
            ? java.util.stream.Stream.concat(NAMES.stream(), EXTRA_NAMES.stream()).toList()
            : NAMES;
    this.references = new long[names.size()];
  }

  /// Appends one value for each series, in the order of the names.
  void append(Appender appender, long timestampMillis, double... values) {
    for (int i = 0; i < references.length; i++) {
      append(appender, i, timestampMillis, values[i]);
    }
  }

  private void append(Appender appender, int index, long timestampMillis, double value) {
    try {
      if (references[index] == 0) {
        references[index] = appender.reference(sampleLabels.ofReport(names.get(index)));
      }
      if (appender.append(references[index], timestampMillis, value)
          == AppendOutcome.UNKNOWN_SERIES) {
        references[index] = appender.reference(sampleLabels.ofReport(names.get(index)));
        var _ = appender.append(references[index], timestampMillis, value);
      }
    } catch (SeriesLimitException e) {
      references[index] = 0; // counted where the target's own series are refused
    }
  }

  void appendStale(Appender appender, long timestampMillis) {
    double[] markers = new double[references.length];
    Arrays.fill(markers, Staleness.MARKER);
    append(appender, timestampMillis, markers);
  }

  /// References of the series that this has and another for the same target has not.
  long[] beyond(ReportSeries other) {
    int from = Math.min(other.references.length, references.length);
    return Arrays.stream(references, from, references.length)
        .filter(reference -> reference != 0)
        .toArray();
  }
}
