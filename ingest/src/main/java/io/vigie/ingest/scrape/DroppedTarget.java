package io.vigie.ingest.scrape;

import io.vigie.model.metric.Labels;

/// A discovered target that is not scraped.
///
/// @param reason why its labels cannot be used; empty if relabelling dropped it
public record DroppedTarget(String scrapePool, Labels discoveredLabels, String reason) {}
