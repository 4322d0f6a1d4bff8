package io.vigie.ingest.scrape;

import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Tracer;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.BodyBuffers;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All scrape jobs of the server: one pool of targets a job, one loop a target. Nothing is scraped
/// until [#apply] brings jobs. Thread-safe.
public final class Scraping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scraping.class);

  private final ScrapeContext context;
  private final OutboundClients clients;
  private final DiscoveryOpener discoveryOpener;

  // Guarded by this, for changes; read without.
  private volatile Map<String, ScrapeJob> jobs = Map.of();
  private Map<Path, ScrapeFailureLog> failureLogs = Map.of();

  /// @param clients opens the HTTP client of each job; must outlive this
  /// @param inProcessTargets what is scraped without HTTP, by the address under which targets with
  ///   `__scheme__` `inprocess` name it; looked up at each scrape, so it may change meanwhile
  public Scraping(
      MetricStore store,
      OutboundClients clients,
      DiscoveryOpener discoveryOpener,
      Map<String, InProcessTarget> inProcessTargets,
      Meters meters,
      Tracer tracer,
      ScrapeOptions options) {
    this(
        new ScrapeContext(
            store,
            new ScrapeMeters(meters),
            InstantSource.system(),
            Ticker.system(),
            Sleeper.SYSTEM,
            new BodyBuffers(),
            WireRecognition.probing(),
            inProcessTargets,
            options,
            tracer),
        clients,
        discoveryOpener);
  }

  Scraping(ScrapeContext context, OutboundClients clients, DiscoveryOpener discoveryOpener) {
    this.context = context;
    this.clients = clients;
    this.discoveryOpener = discoveryOpener;
  }

  /// Makes these the jobs from now on, all or nothing. Jobs that did not change go on untouched;
  /// changed ones go on with the series of those targets that stay; the series of removed jobs are
  /// marked as ended.
  ///
  /// @throws IOException if a failure log cannot be written
  /// @throws IllegalArgumentException if a discovery cannot be made; in both cases nothing changed
  public synchronized void apply(List<ScrapeConfig> configs) throws IOException {
    Map<Path, ScrapeFailureLog> logs = openLogs(configs);
    Map<String, ScrapeJob> next = new LinkedHashMap<>();
    try {
      configs.forEach(config -> next.put(config.jobName(), prepared(config)));
    } catch (RuntimeException e) {
      context.meters().poolsFailed.increment();
      next.values().stream().filter(this::isNew).forEach(this::discard);
      logs.values().forEach(ScrapeFailureLog::close);
      throw e;
    }
    Map<String, ScrapeJob> previous = jobs;
    jobs = next;
    next.values()
        .forEach(
            job -> job.pool().setFailureLog(job.config().scrapeFailureLogFile().map(logs::get)));
    try {
      change(previous, next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failureLogs.values().forEach(ScrapeFailureLog::close);
    failureLogs = logs;
  }

  private static Map<Path, ScrapeFailureLog> openLogs(List<ScrapeConfig> configs)
      throws IOException {
    Map<Path, ScrapeFailureLog> logs = new HashMap<>();
    try {
      for (ScrapeConfig config : configs) {
        Optional<Path> path = config.scrapeFailureLogFile();
        if (path.isPresent() && !logs.containsKey(path.get())) {
          logs.put(path.get(), ScrapeFailureLog.open(path.get()));
        }
      }
      return logs;
    } catch (IOException e) {
      logs.values().forEach(ScrapeFailureLog::close);
      throw e;
    }
  }

  private boolean isNew(ScrapeJob job) {
    return jobs.get(job.config().jobName()) != job;
  }

  private boolean ownsDiscoveries(ScrapeJob job) {
    ScrapeJob earlier = jobs.get(job.config().jobName());
    return earlier == null || earlier.discoveries() != job.discoveries();
  }

  private void discard(ScrapeJob job) {
    job.discard(ownsDiscoveries(job));
  }

  /// The running job if its configuration is the same, or a new one that was not started.
  private ScrapeJob prepared(ScrapeConfig config) {
    ScrapeJob running = jobs.get(config.jobName());
    if (running != null && running.config().equals(config)) {
      return running;
    }
    context.meters().pools.increment();
    JobDiscoveries discoveries =
        running != null && running.discoveries().isFor(config)
            ? running.discoveries()
            : JobDiscoveries.open(config, discoveryOpener);
    OutboundClient client = clients.open(config.http());
    return new ScrapeJob(new ScrapePool(config, context, client), discoveries, client, context);
  }

  private void change(Map<String, ScrapeJob> previous, Map<String, ScrapeJob> next)
      throws InterruptedException {
    for (ScrapeJob old : previous.values()) {
      if (!next.containsKey(old.config().jobName())) {
        old.end(true);
      }
    }
    for (ScrapeJob job : next.values()) {
      ScrapeJob old = previous.get(job.config().jobName());
      if (old == job) {
        continue;
      }
      boolean sameDiscoveries = old != null && old.discoveries() == job.discoveries();
      if (old != null) {
        context.meters().poolReloads.increment();
        job.pool().adopt(old.retire(sameDiscoveries));
      }
      job.start(sameDiscoveries);
    }
  }

  /// Names of all jobs, in the order of the configuration.
  public List<String> poolNames() {
    return List.copyOf(jobs.keySet());
  }

  /// All jobs, in the order of the configuration.
  public List<ScrapePoolStatus> pools() {
    return jobs.values().stream().map(Scraping::status).toList();
  }

  private static ScrapePoolStatus status(ScrapeJob job) {
    ScrapePool pool = job.pool();
    return new ScrapePoolStatus(
        pool.config(),
        pool.activeCount(),
        pool.droppedCount(),
        pool.unusableTargets(),
        pool.targetLimitText(),
        job.discoveryStatuses());
  }

  /// Targets that are scraped, by job in the order of the configuration, then by URL.
  public List<TargetStatus> activeTargets() {
    return jobs.values().stream().flatMap(job -> job.pool().activeTargets().stream()).toList();
  }

  /// Targets that relabelling dropped, as far as they are remembered.
  public List<DroppedTarget> droppedTargets() {
    return jobs.values().stream().flatMap(job -> job.pool().droppedTargets().stream()).toList();
  }

  /// How many targets relabelling dropped, by job.
  public Map<String, Integer> droppedTargetCounts() {
    Map<String, Integer> counts = new TreeMap<>();
    jobs.forEach((name, job) -> counts.put(name, job.pool().droppedCount()));
    return counts;
  }

  /// What each target says about its metric families.
  public List<TargetMetadata> targetsMetadata() {
    return jobs.values().stream().flatMap(job -> job.pool().metadata().stream()).toList();
  }

  /// What targets say about each metric family; several things if they disagree.
  public Map<String, Set<MetricMetadata>> metadata() {
    Map<String, Set<MetricMetadata>> byFamily = new TreeMap<>();
    for (TargetMetadata said : targetsMetadata()) {
      byFamily.computeIfAbsent(said.family(), _ -> new LinkedHashSet<>()).add(said.metadata());
    }
    return byFamily;
  }

  /// What each relabelling rule of a job makes of a target's discovered labels; empty if there is
  /// no such job.
  public Optional<List<Relabelling.Step>> relabelSteps(String poolName, Labels discovered) {
    return Optional.ofNullable(jobs.get(poolName)).map(job -> job.pool().relabelSteps(discovered));
  }

  /// Ends everything and, unless told otherwise, marks all series as ended.
  @Override
  public synchronized void close() {
    List<ScrapeJob> ending = new ArrayList<>(jobs.values());
    jobs = Map.of();
    try {
      for (ScrapeJob job : ending) {
        job.end(context.options().staleMarkersAtClose());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("Interrupted while the scrape jobs end");
    }
    failureLogs.values().forEach(ScrapeFailureLog::close);
    failureLogs = Map.of();
  }
}
