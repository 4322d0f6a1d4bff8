package io.vigie.ingest.scrape;

import io.vigie.ingest.discovery.DiscoveryStatus;
import java.util.List;

/// One job, as the API and the target page show it.
///
/// @param droppedTargets how many relabelling dropped, also those that are not remembered
/// @param unusable discovered targets whose labels cannot be used, some of them
/// @param targetLimitFailure why nothing is scraped, or empty
public record ScrapePoolStatus(
    ScrapeConfig config,
    int activeTargets,
    int droppedTargets,
    List<DroppedTarget> unusable,
    String targetLimitFailure,
    List<DiscoveryStatus> discoveries) {
  public String name() {
    return config.jobName();
  }
}
