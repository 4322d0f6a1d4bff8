package io.vigie.ingest.scrape;

import io.vigie.config.http.HttpClientConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a stopped loop leaves: the knowledge of its series, and the duty to say that they ended,
/// unless another loop for the same target goes on with them.
///
/// @param lastTimestampMillis timestamp of the last scrape
record Remains(
    ScrapeConfig config,
    Target target,
    SeriesCache cache,
    MetadataCache metadata,
    ReportSeries report,
    LastScrape last,
    long lastTimestampMillis) {
  /// Whether a loop with another configuration stores the same text of a target under the same
  /// labels, so that it can go on with the cache.
  boolean fits(ScrapeConfig other) {
    return shape(config).equals(shape(other));
  }

  /// The configuration without what does not change labels.
  private static ScrapeConfig shape(ScrapeConfig config) {
    return config.toBuilder()
        .scrapeInterval(Duration.ZERO)
        .scrapeTimeout(Duration.ZERO)
        .limits(ScrapeLimits.NONE)
        .http(HttpClientConfig.DEFAULT)
        .discoveries(List.of())
        .scrapeFailureLogFile(Optional.empty())
        .build();
  }

  /// When the next scrape would have been.
  long staleTimestampMillis() {
    return lastTimestampMillis + target.interval().toMillis();
  }
}
