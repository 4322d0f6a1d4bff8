package io.vigie.ingest.scrape;

import io.vigie.config.http.HttpClientReader;
import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.config.DiscoveryReader;
import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.ingest.relabel.RelabelRule;
import io.vigie.ingest.relabel.RelabelRuleReader;
import io.vigie.model.metric.NameValidation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads an entry of `scrape_configs` and fills in what it inherits.
public final class ScrapeConfigReader {
  private final MappingReader reader;
  private final ScrapeDefaults defaults;
  private final String jobName;

  private ScrapeConfigReader(MappingReader reader, ScrapeDefaults defaults) {
    this.reader = reader;
    this.defaults = defaults;
    this.jobName = reader.string("job_name");
  }

  /// @throws ConfigException if the job makes no sense
  public static ScrapeConfig read(MappingReader reader, ScrapeDefaults defaults) {
    return new ScrapeConfigReader(reader, defaults).read();
  }

  private ScrapeConfig read() {
    ScrapeConfigBuilder job = ScrapeConfig.builder(jobName);
    Duration timeout = timing(job);
    request(job);
    NameValidation validation = names(job);
    histograms(job);
    protocols(job);
    limits(job);
    HttpClientReader http = HttpClientReader.read(reader);
    List<DiscoveryConfig> discoveries = DiscoveryReader.readAll(reader);
    List<RelabelRule> rules = relabelRules("relabel_configs", "target", validation);
    job.metricRelabelRules(relabelRules("metric_relabel_configs", "metric", validation));
    reader.finish();
    check(timeout, job.build());
    job.http(http.config()).discoveries(discoveries).relabelRules(rules);
    if (rules.isEmpty()) {
      DiscoveryReader.checkStaticAddresses(reader, discoveries);
    }
    return job.build();
  }

  /// @return the timeout as given, possibly longer than the interval
  private Duration timing(ScrapeConfigBuilder job) {
    Duration interval = reader.duration("scrape_interval", Duration.ZERO);
    interval = interval.isZero() ? defaults.scrapeInterval() : interval;
    Duration timeout = reader.duration("scrape_timeout", Duration.ZERO);
    Duration inherited =
        defaults.scrapeTimeout().compareTo(interval) < 0 ? defaults.scrapeTimeout() : interval;
    timeout = timeout.isZero() ? inherited : timeout;
    reader.note("scrape_interval", Durations.format(interval), true);
    reader.note("scrape_timeout", Durations.format(timeout), true);
    job.scrapeInterval(interval).scrapeTimeout(timeout);
    return timeout;
  }

  private void request(ScrapeConfigBuilder job) {
    job.honorLabels(reader.bool("honor_labels", false))
        .honorTimestamps(reader.bool("honor_timestamps", true))
        .trackTimestampsStaleness(reader.bool("track_timestamps_staleness", false))
        .params(reader.stringListMap("params"))
        .metricsPath(reader.string("metrics_path", "/metrics"))
        .scheme(reader.string("scheme", "http"))
        .enableCompression(reader.bool("enable_compression", true))
        .extraScrapeMetrics(reader.bool("extra_scrape_metrics", defaults.extraScrapeMetrics()))
        .scrapeFailureLogFile(
            reader.path("scrape_failure_log_file").or(defaults::scrapeFailureLogFile));
  }

  private NameValidation names(ScrapeConfigBuilder job) {
    Optional<NameValidation> own = ScrapeKeys.nameValidation(reader);
    NameValidation validation = own.orElse(defaults.nameValidation());
    NameEscaping inherited =
        own.isPresent()
            ? usualEscaping(validation)
            : defaults.nameEscaping().orElse(usualEscaping(validation));
    NameEscaping escaping = ScrapeKeys.nameEscaping(reader, "scrape config").orElse(inherited);
    if (escaping == NameEscaping.ALLOW_UTF_8 && validation != NameValidation.UTF8) {
      throw reader.error(
          "metric_name_escaping_scheme",
          "utf8 metric names requested but validation scheme is not set to UTF8");
    }
    reader.note(
        "metric_name_validation_scheme",
        validation == NameValidation.UTF8 ? "utf8" : "legacy",
        true);
    reader.note("metric_name_escaping_scheme", escaping.configName(), true);
    job.nameValidation(validation).nameEscaping(escaping);
    return validation;
  }

  private static NameEscaping usualEscaping(NameValidation validation) {
    return switch (validation) {
      case UTF8 -> NameEscaping.ALLOW_UTF_8;
      case LEGACY -> NameEscaping.UNDERSCORES;
    };
  }

  private void histograms(ScrapeConfigBuilder job) {
    ScrapeHistograms inherited = defaults.histograms();
    job.histograms(
        new ScrapeHistograms(
            reader.bool("scrape_native_histograms", inherited.scrapeNative()),
            reader.bool("always_scrape_classic_histograms", inherited.alwaysScrapeClassic()),
            reader.bool("convert_classic_histograms_to_nhcb", inherited.convertClassicToNhcb()),
            reader.number("native_histogram_min_bucket_factor", 0)));
  }

  private void protocols(ScrapeConfigBuilder job) {
    String scope = "for scrape config with job name " + ByteTexts.quote(jobName);
    List<ScrapeProtocol> protocols = ScrapeKeys.scrapeProtocols(reader, scope);
    if (protocols.isEmpty()) {
      protocols = defaults.scrapeProtocols();
    }
    if (protocols.isEmpty()) {
      protocols =
          job.build().histograms().scrapeNative()
              ? ScrapeConfig.PROTO_FIRST_PROTOCOLS
              : ScrapeConfig.DEFAULT_PROTOCOLS;
    }
    reader.note(
        "scrape_protocols", protocols.stream().map(ScrapeProtocol::configName).toList(), true);
    job.scrapeProtocols(protocols).fallbackScrapeProtocol(fallbackProtocol(scope));
  }

  private Optional<ScrapeProtocol> fallbackProtocol(String scope) {
    String key = "fallback_scrape_protocol";
    String name = reader.string(key);
    Optional<ScrapeProtocol> protocol = ScrapeProtocol.ofConfigName(name);
    if (protocol.isEmpty() && !name.isEmpty()) {
      throw reader.error(
          key, "invalid " + key + " " + scope + ": " + ScrapeKeys.unknownProtocol(name));
    }
    return protocol;
  }

  private void limits(ScrapeConfigBuilder job) {
    ScrapeLimits limits = ScrapeKeys.limits(reader, defaults.limits());
    job.limits(limits.withNativeHistogramBuckets(reader.count("native_histogram_bucket_limit", 0)));
  }

  private List<RelabelRule> relabelRules(String key, String what, NameValidation validation) {
    return RelabelRuleReader.readList(
        reader, key, "empty or null " + what + " relabeling rule in scrape config", validation);
  }

  private void check(Duration timeout, ScrapeConfig job) {
    if (jobName.isEmpty()) {
      throw reader.error("job_name is empty");
    }
    if (timeout.compareTo(job.scrapeInterval()) > 0) {
      throw reader.error(
          "scrape_timeout",
          "scrape timeout greater than scrape interval for scrape config with job name "
              + ByteTexts.quote(jobName));
    }
  }
}
