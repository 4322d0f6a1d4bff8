package io.vigie.server;

import io.vigie.config.yaml.YamlFile;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.model.metric.Labels;
import io.vigie.server.config.ConfigLoader;
import io.vigie.server.config.VigieConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is in force without a configuration file: the server watches itself and its host, in
/// process, without HTTP.
final class BuiltInConfiguration {
  /// Name of the job, and address of the target, that are the server itself.
  static final String SELF = "vigie";

  /// Name of the job, and address of the target, that are the host; the name that dashboards for
  /// node_exporter look for.
  static final String HOST = "node";

  private static final String TEXT =
      """
      # There is no configuration file: this server (job "vigie") and its host (job "node") are
      # watched. Start with --config.file=prometheus.yml to watch anything else.
      global:
        scrape_interval: 15s
        evaluation_interval: 15s
      """;

  private BuiltInConfiguration() {}

  static VigieConfig load(ConfigLoader loader) throws IOException {
    return loader.load(YamlFile.parse("built-in configuration", Path.of(""), TEXT));
  }

  /// The jobs beside the configuration.
  ///
  /// @param interval between scrapes
  static List<ScrapeConfig> jobs(Duration interval) {
    return List.of(job(SELF, interval), job(HOST, interval));
  }

  /// What is shown as the configuration of one of these jobs.
  static Optional<String> jobYaml(String name) {
    return name.equals(SELF) || name.equals(HOST)
        ? Optional.of("# built in, scraped within the process\njob_name: " + name + "\n")
        : Optional.empty();
  }

  private static ScrapeConfig job(String name, Duration interval) {
    Labels labels = Labels.of("__scheme__", "inprocess", "instance", hostName());
    TargetGroup target = TargetGroup.ofAddresses(name, List.of(name), labels);
    return ScrapeConfig.builder(name)
        .scrapeInterval(interval)
        .scrapeTimeout(interval)
        .discoveries(List.of(new DiscoveryConfig.Static(List.of(target))))
        .build();
  }

  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
