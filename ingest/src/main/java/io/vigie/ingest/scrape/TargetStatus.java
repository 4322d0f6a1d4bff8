package io.vigie.ingest.scrape;

import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A target that is scraped, as the API and the target page show it.
///
/// @param scrapePool name of its job
/// @param labels what its series carry
/// @param discoveredLabels before relabelling
/// @param lastFailure why the last scrape failed; empty if it did not
/// @param remark what is to be said although the scrape went well, or empty
/// @param lastScrape when the last scrape began; empty before the first
public record TargetStatus(
    String scrapePool,
    Labels labels,
    Labels discoveredLabels,
    String scrapeUrl,
    TargetHealth health,
    Optional<ScrapeFailure> lastFailure,
    String remark,
    Optional<Instant> lastScrape,
    Duration lastScrapeDuration,
    Duration scrapeInterval,
    Duration scrapeTimeout) {
  /// What the API calls `lastError`: what happened and what to do, or empty.
  public String lastError() {
    return lastFailure.map(ScrapeFailure::text).orElse("");
  }
}
