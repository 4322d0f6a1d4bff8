package io.vigie.ingest.scrape;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.ingest.relabel.RelabelRule;
import io.vigie.model.metric.NameValidation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One scrape job: an entry of `scrape_configs`, with what it inherits from `global` filled in.
/// Immutable; compares by value, so that a reload knows which jobs changed.
///
/// @param jobName unique among all jobs
/// @param scrapeTimeout at most `scrapeInterval`
/// @param scheme `http` or `https`
/// @param metricsPath begins with `/`
/// @param params query parameters, in order
/// @param honorLabels a target's own labels win over those of the job
/// @param honorTimestamps a target's own timestamps are taken
/// @param trackTimestampsStaleness series with own timestamps get staleness markers too
/// @param enableCompression ask for gzip
/// @param scrapeProtocols asked for, most wanted first; not empty
/// @param fallbackScrapeProtocol taken if the target's `Content-Type` says nothing usable
/// @param extraScrapeMetrics also write `scrape_timeout_seconds`, `scrape_sample_limit`,
///   `scrape_body_size_bytes`
/// @param scrapeFailureLogFile where failures of this job are logged
public record ScrapeConfig(
    String jobName,
    Duration scrapeInterval,
    Duration scrapeTimeout,
    String scheme,
    String metricsPath,
    Map<String, List<String>> params,
    boolean honorLabels,
    boolean honorTimestamps,
    boolean trackTimestampsStaleness,
    boolean enableCompression,
    List<ScrapeProtocol> scrapeProtocols,
    Optional<ScrapeProtocol> fallbackScrapeProtocol,
    ScrapeLimits limits,
    ScrapeHistograms histograms,
    NameValidation nameValidation,
    NameEscaping nameEscaping,
    boolean extraScrapeMetrics,
    Optional<Path> scrapeFailureLogFile,
    HttpClientConfig http,
    List<DiscoveryConfig> discoveries,
    List<RelabelRule> relabelRules,
    List<RelabelRule> metricRelabelRules) {
  /// Asked for by default.
  public static final List<ScrapeProtocol> DEFAULT_PROTOCOLS =
      List.of(
          ScrapeProtocol.OPENMETRICS_TEXT_1_0_0,
          ScrapeProtocol.OPENMETRICS_TEXT_0_0_1,
          ScrapeProtocol.PROMETHEUS_TEXT_1_0_0,
          ScrapeProtocol.PROMETHEUS_TEXT_0_0_4);

  /// Asked for by default by jobs that want native histograms.
  public static final List<ScrapeProtocol> PROTO_FIRST_PROTOCOLS =
      List.of(
          ScrapeProtocol.PROMETHEUS_PROTO,
          ScrapeProtocol.OPENMETRICS_TEXT_1_0_0,
          ScrapeProtocol.OPENMETRICS_TEXT_0_0_1,
          ScrapeProtocol.PROMETHEUS_TEXT_1_0_0,
          ScrapeProtocol.PROMETHEUS_TEXT_0_0_4);

  public ScrapeConfig {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    scrapeProtocols = List.copyOf(scrapeProtocols);
    discoveries = List.copyOf(discoveries);
    relabelRules = List.copyOf(relabelRules);
    metricRelabelRules = List.copyOf(metricRelabelRules);
  }

  /// A job with the defaults of an empty configuration: every minute, 10 s, `http`, `/metrics`.
  public static ScrapeConfigBuilder builder(String jobName) {
    return new ScrapeConfigBuilder(jobName);
  }

  /// A builder that begins with this job's settings.
  public ScrapeConfigBuilder toBuilder() {
    return new ScrapeConfigBuilder(this);
  }
}
