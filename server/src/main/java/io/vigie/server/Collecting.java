package io.vigie.server;

import io.vigie.ingest.discovery.source.Discoveries;
import io.vigie.ingest.scrape.InProcessTarget;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.ingest.scrape.ScrapeOptions;
import io.vigie.ingest.scrape.Scraping;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import io.vigie.outbound.OutboundClients;
import io.vigie.server.config.VigieConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Scraping and what it goes out with.
///
/// @param withBuiltInJobs whether the server and its host are watched beside the configured jobs
record Collecting(OutboundClients clients, Scraping scraping, boolean withBuiltInJobs)
    implements AutoCloseable {
  /// @param inProcess targets within this process, by address
  static Collecting open(
      MetricStore store,
      Map<String, InProcessTarget> inProcess,
      boolean withBuiltInJobs,
      ScrapeOptions options,
      String userAgent,
      InstantSource clock,
      Meters meters) {
    OutboundClients clients = new OutboundClients(userAgent);
    Discoveries discoveries = new Discoveries(clients, clock, meters);
    Scraping scraping =
        new Scraping(store, clients, discoveries::create, inProcess, meters, options);
    return new Collecting(clients, scraping, withBuiltInJobs);
  }

  /// Takes up the jobs of a configuration.
  ///
  /// @throws IOException if one of its files cannot be written; nothing has changed then
  void apply(VigieConfig config) throws IOException {
    Duration interval = config.global().scrape().scrapeInterval();
    List<ScrapeConfig> jobs =
        withBuiltInJobs ? BuiltInConfiguration.jobs(interval) : config.scrapeConfigs();
    scraping.apply(jobs);
  }

  /// What is known of each metric family: what one target says, if several disagree.
  Map<String, MetricMetadata> metadata() {
    return scraping.metadata().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, said -> said.getValue().iterator().next()));
  }

  @Override
  public void close() {
    scraping.close();
    clients.close();
  }
}
