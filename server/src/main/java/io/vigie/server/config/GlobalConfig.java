package io.vigie.server.config;

import io.vigie.ingest.scrape.ScrapeDefaults;
import io.vigie.model.metric.Labels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The section `global`.
///
/// @param scrape what scrape jobs inherit
/// @param evaluationInterval between evaluations of rules, for groups that say nothing
/// @param ruleQueryOffset how far in the past rules are evaluated
/// @param externalLabels added to what leaves this server; environment variables filled in
/// @param queryLogFile where PromQL queries are logged
public record GlobalConfig(
    ScrapeDefaults scrape,
    Duration evaluationInterval,
    Duration ruleQueryOffset,
    Labels externalLabels,
    Optional<Path> queryLogFile) {}
