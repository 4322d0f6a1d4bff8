package io.vigie.server;

import io.vigie.ingest.collect.Collectors;
import io.vigie.ingest.discovery.source.Discoveries;
import io.vigie.ingest.scrape.InProcessTarget;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.ingest.scrape.ScrapeOptions;
import io.vigie.ingest.scrape.Scraping;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Tracer;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.OutboundClients;
import io.vigie.server.config.VigieConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Scraping, collectors, and what they go out with.
///
/// @param withBuiltInJobs whether the server and its host are watched beside the configured jobs
record Collecting(
    OutboundClients clients, Scraping scraping, Collectors collectors, boolean withBuiltInJobs)
    implements AutoCloseable {
  /// @param inProcess targets within this process, by address
  static Collecting open(
      MetricStore store,
      Map<String, InProcessTarget> inProcess,
      boolean withBuiltInJobs,
      ScrapeOptions options,
      String userAgent,
      InstantSource clock,
      Meters meters,
      Tracer tracer) {
    OutboundClients clients = new OutboundClients(userAgent);
    Discoveries discoveries = new Discoveries(clients, clock, meters);
    Map<String, InProcessTarget> known = new ConcurrentHashMap<>(inProcess);
    Scraping scraping =
        new Scraping(store, clients, discoveries::create, known, meters, tracer, options);
    Collectors collectors = new Collectors(known, clients, clock, Ticker.system());
    return new Collecting(clients, scraping, collectors, withBuiltInJobs);
  }

  /// Takes up the jobs of a configuration.
  ///
  /// @throws IOException if one of its files cannot be written; nothing has changed then
  void apply(VigieConfig config) throws IOException {
    Duration interval = config.global().scrape().scrapeInterval();
    List<ScrapeConfig> jobs =
        new ArrayList<>(
            withBuiltInJobs ? BuiltInConfiguration.jobs(interval) : config.scrapeConfigs());
    Collectors.Change change = collectors.change(config.collectors(), interval);
    jobs.addAll(change.jobs());
    try {
      scraping.apply(jobs);
    } catch (IOException | RuntimeException e) {
      change.undo();
      throw e;
    }
    change.complete();
  }

  /// What is known of each metric family: what one target says, if several disagree.
  Map<String, MetricMetadata> metadata() {
    Map<String, MetricMetadata> byFamily = new HashMap<>();
    scraping.metadata().forEach((family, said) -> byFamily.put(family, said.iterator().next()));
    return byFamily;
  }

  @Override
  public void close() {
    scraping.close();
    collectors.close();
    clients.close();
  }
}
