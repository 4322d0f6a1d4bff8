package io.vigie.ingest.collect;

import io.vigie.config.yaml.Durations;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.ingest.scrape.InProcessTarget;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.OutboundClients;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The collectors of the configuration, which come and go with it. Thread-safe.
///
/// A change is made in three steps, so that it is all or nothing: [#change] makes the new ones
/// known, the caller takes up [Change#jobs], and [Change#complete] ends the old ones or
/// [Change#undo] the new.
public final class Collectors implements AutoCloseable {
  private final Map<String, InProcessTarget> targets;
  private final OutboundClients clients;
  private final InstantSource clock;
  private final Ticker ticker;

  // Guarded by this.
  private Map<String, CollectorTarget> known = Map.of();

  /// @param targets where collectors are made known to scraping; may hold others, is changed, and
  ///   must be safe for several threads
  public Collectors(
      Map<String, InProcessTarget> targets,
      OutboundClients clients,
      InstantSource clock,
      Ticker ticker) {
    this.targets = targets;
    this.clients = clients;
    this.clock = clock;
    this.ticker = ticker;
  }

  /// Makes these collectors known, and no others of the configuration. Those that have not changed
  /// go on with their connections.
  ///
  /// @param usualInterval of those that have none of their own
  public synchronized Change change(List<CollectorConfig> configs, Duration usualInterval) {
    Map<String, CollectorTarget> next = new LinkedHashMap<>();
    for (CollectorConfig config : configs) {
      CollectorConfig whole = config.within(usualInterval);
      CollectorTarget running = known.get(whole.address());
      boolean same = running != null && running.config().equals(whole);
      next.put(whole.address(), same ? running : open(whole));
    }
    Map<String, CollectorTarget> before = known;
    makeKnown(before, next);
    return new Change(before, next);
  }

  private CollectorTarget open(CollectorConfig config) {
    return new CollectorTarget(
        config,
        config
            .source()
            .open(new CollectorSource.Surroundings(clients, clock, ticker, config.timeout())));
  }

  private synchronized void makeKnown(
      Map<String, CollectorTarget> before, Map<String, CollectorTarget> after) {
    targets.putAll(after);
    before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(targets::remove);
    known = after;
  }

  /// A change that is under way.
  public final class Change {
    private final Map<String, CollectorTarget> before;
    private final Map<String, CollectorTarget> after;

    private Change(Map<String, CollectorTarget> before, Map<String, CollectorTarget> after) {
      this.before = before;
      this.after = after;
    }

    /// The scrape jobs of the collectors; those with the same name are one.
    public List<ScrapeConfig> jobs() {
      Map<String, List<CollectorConfig>> byJob = new LinkedHashMap<>();
      for (CollectorTarget target : after.values()) {
        byJob.computeIfAbsent(target.config().job(), _ -> new ArrayList<>()).add(target.config());
      }
      return byJob.entrySet().stream().map(e -> job(e.getKey(), e.getValue())).toList();
    }

    /// The new ones stay, the old ones end.
    public void complete() {
      closeThoseOf(before, after);
    }

    /// The old ones stay, the new ones end.
    public void undo() {
      makeKnown(after, before);
      closeThoseOf(after, before);
    }
  }

  private static void closeThoseOf(
      Map<String, CollectorTarget> ending, Map<String, CollectorTarget> staying) {
    ending.values().stream()
        .filter(target -> !staying.containsValue(target))
        .forEach(CollectorTarget::close);
  }

  private static ScrapeConfig job(String name, List<CollectorConfig> collectors) {
    List<Labels> targets = collectors.stream().map(Collectors::labels).toList();
    TargetGroup group = new TargetGroup("collectors", targets, Labels.EMPTY);
    CollectorConfig first = collectors.getFirst();
    return ScrapeConfig.builder(name)
        .scrapeInterval(first.interval())
        .scrapeTimeout(first.timeout())
        .discoveries(List.of(new DiscoveryConfig.Static(List.of(group))))
        .build();
  }

  private static Labels labels(CollectorConfig collector) {
    return collector.labels().toBuilder()
        .set(TargetGroup.ADDRESS, collector.address())
        .set("__scheme__", "inprocess")
        .set("__scrape_interval__", Durations.format(collector.interval()))
        .set("__scrape_timeout__", Durations.format(collector.timeout()))
        .set("instance", collector.instance())
        .build();
  }

  @Override
  public synchronized void close() {
    known.values().forEach(CollectorTarget::close);
    known.keySet().forEach(targets::remove);
    known = Map.of();
  }
}
