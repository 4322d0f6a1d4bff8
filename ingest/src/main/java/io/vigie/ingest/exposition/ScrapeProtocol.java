package io.vigie.ingest.exposition;

import java.util.Arrays;
import java.util.Optional;

/// A format in which a target can be asked to expose itself.
public enum ScrapeProtocol {
  PROMETHEUS_PROTO(
      "PrometheusProto",
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"),
  OPENMETRICS_TEXT_0_0_1("OpenMetricsText0.0.1", "application/openmetrics-text;version=0.0.1"),
  OPENMETRICS_TEXT_1_0_0("OpenMetricsText1.0.0", "application/openmetrics-text;version=1.0.0"),
  PROMETHEUS_TEXT_0_0_4("PrometheusText0.0.4", "text/plain;version=0.0.4"),
  PROMETHEUS_TEXT_1_0_0("PrometheusText1.0.0", "text/plain;version=1.0.0");

  private final String configName;
  private final String mediaType;

  ScrapeProtocol(String configName, String mediaType) {
    this.configName = configName;
    this.mediaType = mediaType;
  }

  /// As written in `scrape_protocols`.
  public String configName() {
    return configName;
  }

  /// As written in the `Accept` header, without weight and escaping.
  public String mediaType() {
    return mediaType;
  }

  /// The protocol written so in `scrape_protocols`; capitals matter.
  public static Optional<ScrapeProtocol> ofConfigName(String configName) {
    return Arrays.stream(values()).filter(p -> p.configName.equals(configName)).findFirst();
  }
}
