package io.vigie.server.config;

import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.EffectiveMapping;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.ingest.scrape.ScrapeDefaults;
import io.vigie.ingest.scrape.ScrapeHistograms;
import io.vigie.ingest.scrape.ScrapeKeys;
import io.vigie.ingest.scrape.ScrapeLimits;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import io.vigie.model.metric.NameValidation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Reads the section `global`.
final class GlobalConfigReader {
  private static final ScrapeDefaults DEFAULTS = ScrapeDefaults.DEFAULT;

  private final MappingReader reader;
  private final UnaryOperator<String> environment;
  private final boolean protobufFirst;
  private final List<String> warnings;

  /// @param warnings where variables without a value are noted
  GlobalConfigReader(
      MappingReader reader,
      UnaryOperator<String> environment,
      boolean protobufFirst,
      List<String> warnings) {
    this.reader = reader;
    this.environment = environment;
    this.protobufFirst = protobufFirst;
    this.warnings = warnings;
  }

  GlobalConfig read() {
    Duration interval = orDefault("scrape_interval", DEFAULTS.scrapeInterval());
    Duration timeout = reader.duration("scrape_timeout", Duration.ZERO);
    Duration evaluationInterval = orDefault("evaluation_interval", Duration.ofMinutes(1));
    Duration queryOffset = reader.duration("rule_query_offset", Duration.ZERO);
    Map<String, String> labels = reader.stringMap("external_labels");
    var queryLogFile = reader.path("query_log_file");
    var scrape =
        new ScrapeDefaults(
            interval,
            timeout.isZero() ? min(DEFAULTS.scrapeTimeout(), interval) : timeout,
            scrapeProtocols(),
            ScrapeKeys.limits(reader, ScrapeLimits.NONE),
            histograms(),
            ScrapeKeys.nameValidation(reader).orElse(NameValidation.UTF8),
            ScrapeKeys.nameEscaping(reader, "global"),
            reader.bool("extra_scrape_metrics", false),
            reader.path("scrape_failure_log_file"));
    reader.note("scrape_timeout", Durations.format(scrape.scrapeTimeout()), true);
    reader.finish();
    if (timeout.compareTo(interval) > 0) {
      throw reader.error("scrape_timeout", "global scrape timeout greater than scrape interval");
    }
    return new GlobalConfig(
        scrape,
        evaluationInterval,
        queryOffset,
        externalLabels(labels, scrape.nameValidation()),
        queryLogFile);
  }

  private List<ScrapeProtocol> scrapeProtocols() {
    List<ScrapeProtocol> given = ScrapeKeys.scrapeProtocols(reader, "for global config");
    return given.isEmpty() && protobufFirst ? ScrapeConfig.PROTO_FIRST_PROTOCOLS : given;
  }

  private Duration orDefault(String key, Duration fallback) {
    Duration given = reader.duration(key, fallback);
    Duration effective = given.isZero() ? fallback : given;
    reader.note(key, Durations.format(effective), true);
    return effective;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private ScrapeHistograms histograms() {
    return new ScrapeHistograms(
        reader.bool("scrape_native_histograms", false),
        reader.bool("always_scrape_classic_histograms", false),
        reader.bool("convert_classic_histograms_to_nhcb", false),
        0);
  }

  private Labels externalLabels(Map<String, String> given, NameValidation validation) {
    Map<String, String> labels = new TreeMap<>();
    EffectiveMapping noted = new EffectiveMapping();
    given.forEach((name, value) -> {
      if (!validation.isValidLabelName(name)) {
        throw reader.error("external_labels", ByteTexts.quote(name) + " is not a valid label name");
      }
      if (!MetricNames.isWellFormed(value)) {
        throw reader.error(
            "external_labels", ByteTexts.quote(value) + " is not a valid label value");
      }
      labels.put(name, EnvironmentExpansion.expand(value, this::variable));
      noted.put(name, labels.getOrDefault(name, ""), true);
    });
    reader.note("external_labels", noted, !labels.isEmpty());
    return Labels.of(labels);
  }

  private String variable(String name) {
    String value = environment.apply(name);
    if (value.isEmpty()) {
      warnings.add(
          "environment variable " + name + ", named in external_labels, is empty or not set");
    }
    return value;
  }
}
