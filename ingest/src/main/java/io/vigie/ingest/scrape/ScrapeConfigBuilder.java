package io.vigie.ingest.scrape;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vigie.config.http.HttpClientConfig;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.ingest.relabel.RelabelRule;
import io.vigie.model.metric.NameValidation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects the settings of a [ScrapeConfig]; each is named there. Not thread-safe.
public final class ScrapeConfigBuilder {
  private final String jobName;
  private Duration scrapeInterval = Duration.ofMinutes(1);
  private Duration scrapeTimeout = Duration.ofSeconds(10);
  private String scheme = "http";
  private String metricsPath = "/metrics";
  private Map<String, List<String>> params = Map.of();
  private boolean honorLabels = false;
  private boolean honorTimestamps = true;
  private boolean trackTimestampsStaleness = false;
  private boolean enableCompression = true;
  private List<ScrapeProtocol> scrapeProtocols = ScrapeConfig.DEFAULT_PROTOCOLS;
  private Optional<ScrapeProtocol> fallbackScrapeProtocol = Optional.empty();
  private ScrapeLimits limits = ScrapeLimits.NONE;
  private ScrapeHistograms histograms = ScrapeHistograms.DEFAULT;
  private NameValidation nameValidation = NameValidation.UTF8;
  private NameEscaping nameEscaping = NameEscaping.ALLOW_UTF_8;
  private boolean extraScrapeMetrics = false;
  private Optional<Path> scrapeFailureLogFile = Optional.empty();
  private HttpClientConfig http = HttpClientConfig.DEFAULT;
  private List<DiscoveryConfig> discoveries = List.of();
  private List<RelabelRule> relabelRules = List.of();
  private List<RelabelRule> metricRelabelRules = List.of();

  ScrapeConfigBuilder(String jobName) {
    this.jobName = jobName;
  }

  ScrapeConfigBuilder(ScrapeConfig config) {
    this.jobName = config.jobName();
    this.scrapeInterval = config.scrapeInterval();
    this.scrapeTimeout = config.scrapeTimeout();
    this.scheme = config.scheme();
    this.metricsPath = config.metricsPath();
    this.params = config.params();
    this.honorLabels = config.honorLabels();
    this.honorTimestamps = config.honorTimestamps();
    this.trackTimestampsStaleness = config.trackTimestampsStaleness();
    this.enableCompression = config.enableCompression();
    this.scrapeProtocols = config.scrapeProtocols();
    this.fallbackScrapeProtocol = config.fallbackScrapeProtocol();
    this.limits = config.limits();
    this.histograms = config.histograms();
    this.nameValidation = config.nameValidation();
    this.nameEscaping = config.nameEscaping();
    this.extraScrapeMetrics = config.extraScrapeMetrics();
    this.scrapeFailureLogFile = config.scrapeFailureLogFile();
    this.http = config.http();
    this.discoveries = config.discoveries();
    this.relabelRules = config.relabelRules();
    this.metricRelabelRules = config.metricRelabelRules();
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder scrapeInterval(Duration value) {
    this.scrapeInterval = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder scrapeTimeout(Duration value) {
    this.scrapeTimeout = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder scheme(String value) {
    this.scheme = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder metricsPath(String value) {
    this.metricsPath = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder params(Map<String, List<String>> value) {
    this.params = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder honorLabels(boolean value) {
    this.honorLabels = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder honorTimestamps(boolean value) {
    this.honorTimestamps = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder trackTimestampsStaleness(boolean value) {
    this.trackTimestampsStaleness = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder enableCompression(boolean value) {
    this.enableCompression = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder scrapeProtocols(List<ScrapeProtocol> value) {
    this.scrapeProtocols = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder fallbackScrapeProtocol(Optional<ScrapeProtocol> value) {
    this.fallbackScrapeProtocol = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder limits(ScrapeLimits value) {
    this.limits = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder histograms(ScrapeHistograms value) {
    this.histograms = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder nameValidation(NameValidation value) {
    this.nameValidation = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder nameEscaping(NameEscaping value) {
    this.nameEscaping = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder extraScrapeMetrics(boolean value) {
    this.extraScrapeMetrics = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder scrapeFailureLogFile(Optional<Path> value) {
    this.scrapeFailureLogFile = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder http(HttpClientConfig value) {
    this.http = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder discoveries(List<DiscoveryConfig> value) {
    this.discoveries = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder relabelRules(List<RelabelRule> value) {
    this.relabelRules = value;
    return this;
  }

  @CanIgnoreReturnValue
  public ScrapeConfigBuilder metricRelabelRules(List<RelabelRule> value) {
    this.metricRelabelRules = value;
    return this;
  }

  public ScrapeConfig build() {
    return new ScrapeConfig(
        jobName,
        scrapeInterval,
        scrapeTimeout,
        scheme,
        metricsPath,
        params,
        honorLabels,
        honorTimestamps,
        trackTimestampsStaleness,
        enableCompression,
        scrapeProtocols,
        fallbackScrapeProtocol,
        limits,
        histograms,
        nameValidation,
        nameEscaping,
        extraScrapeMetrics,
        scrapeFailureLogFile,
        http,
        discoveries,
        relabelRules,
        metricRelabelRules);
  }
}
