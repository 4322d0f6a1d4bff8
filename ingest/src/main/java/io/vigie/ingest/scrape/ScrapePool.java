package io.vigie.ingest.scrape;

import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.ingest.scrape.ScrapeFailure.Kind;
import io.vigie.ingest.scrape.TargetAssembly.Outcome;
import io.vigie.model.metric.Labels;
import io.vigie.outbound.OutboundClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The targets of one job and their loops. Its configuration never changes: a changed job gets a
/// new pool that takes over what the old one [#retire]s. Thread-safe; one change at a time.
final class ScrapePool {
  private static final Logger LOG = LoggerFactory.getLogger(ScrapePool.class);
  private static final int MAX_UNUSABLE_SHOWN = 100;

  private final ScrapeConfig config;
  private final ScrapeContext context;
  private final OutboundClient client;
  private final TargetAssembly assembly;
  private final Relabelling metricRelabelling;
  private final StaleMarkers staleMarkers;

  private volatile Optional<ScrapeFailure> targetLimitFailure = Optional.empty();
  private volatile Optional<ScrapeFailureLog> failureLog = Optional.empty();

  // Guarded by this.
  private final Map<Target.Key, ScrapeLoop> loops = new LinkedHashMap<>();
  private List<DroppedTarget> dropped = List.of();
  private List<DroppedTarget> unusable = List.of();
  private int droppedCount;
  private boolean retired;

  ScrapePool(ScrapeConfig config, ScrapeContext context, OutboundClient client) {
    this.config = config;
    this.context = context;
    this.client = client;
    this.assembly = new TargetAssembly(config);
    this.metricRelabelling = Relabelling.of(config.metricRelabelRules());
    this.staleMarkers = new StaleMarkers(context);
    context.meters().targetLimit.set((double) config.limits().targets(), config.jobName());
  }

  ScrapeConfig config() {
    return config;
  }

  void setFailureLog(Optional<ScrapeFailureLog> log) {
    failureLog = log;
  }

  /// Takes over the series of an earlier pool of the same job.
  synchronized void adopt(Collection<Remains> remains) {
    remains.forEach(staleMarkers::add);
  }

  /// Scrapes exactly the targets of these groups from now on: starts loops for new ones, ends those
  /// of targets that are gone.
  synchronized void sync(List<TargetGroup> groups) throws InterruptedException {
    if (retired) {
      return;
    }
    long startNanos = context.ticker().readNanos();
    int discovered = groups.stream().mapToInt(group -> group.targets().size()).sum();
    Map<Target.Key, Target> wanted = assemble(groups);
    endLoops(wanted.keySet());
    List<ScrapeLoop> fresh = new ArrayList<>();
    wanted.forEach((key, target) -> {
      if (!loops.containsKey(key)) {
        ScrapeLoop loop = newLoop(target);
        loops.put(key, loop);
        fresh.add(loop);
      }
    });
    checkTargetLimit();
    fresh.forEach(ScrapeLoop::start);
    countSync(startNanos, discovered);
  }

  private void countSync(long startNanos, int discoveredNow) {
    String job = config.jobName();
    context.meters().targets.set(loops.size(), job);
    context.meters().discovered.set(discoveredNow, "scrape", job);
    context.meters().syncs.increment(job);
    context.meters().syncLength.observe((context.ticker().readNanos() - startNanos) / 1e9, job);
  }

  private Map<Target.Key, Target> assemble(List<TargetGroup> groups) {
    Map<Target.Key, Target> kept = new LinkedHashMap<>();
    List<DroppedTarget> droppedNow = new ArrayList<>();
    List<DroppedTarget> unusableNow = new ArrayList<>();
    int droppedNowCount = 0;
    for (TargetGroup group : groups) {
      for (Labels labels : group.targets()) {
        switch (assembly.assemble(labels, group.labels())) {
          case Outcome.Kept(Target target) -> kept.putIfAbsent(target.key(), target);
          case Outcome.Dropped(Labels discovered) -> {
            droppedNowCount++;
            if (isDroppedKept(droppedNow.size())) {
              droppedNow.add(new DroppedTarget(config.jobName(), discovered, ""));
            }
          }
          case Outcome.Invalid(Labels discovered, String reason) ->
              addUnusable(unusableNow, group, discovered, reason);
        }
      }
    }
    dropped = List.copyOf(droppedNow);
    unusable = List.copyOf(unusableNow);
    droppedCount = droppedNowCount;
    return kept;
  }

  private boolean isDroppedKept(int count) {
    long limit = config.limits().keptDroppedTargets();
    return limit == 0 || count < limit;
  }

  private void addUnusable(
      List<DroppedTarget> into, TargetGroup group, Labels discovered, String reason) {
    context.meters().syncsFailed.increment(config.jobName());
    LOG.warn(
        "A target of {} in job {} cannot be used: {}", group.source(), config.jobName(), reason);
    if (into.size() < MAX_UNUSABLE_SHOWN) {
      into.add(new DroppedTarget(config.jobName(), discovered, reason));
    }
  }

  private void endLoops(Set<Target.Key> wanted) throws InterruptedException {
    List<ScrapeLoop> ending = new ArrayList<>();
    loops
        .entrySet()
        .removeIf(entry -> {
          boolean gone = !wanted.contains(entry.getKey());
          if (gone) {
            ending.add(entry.getValue());
          }
          return gone;
        });
    end(ending).forEach(staleMarkers::add);
  }

  private static List<Remains> end(Collection<ScrapeLoop> ending) throws InterruptedException {
    ending.forEach(ScrapeLoop::stop);
    List<Remains> remains = new ArrayList<>();
    for (ScrapeLoop loop : ending) {
      loop.awaitEnd().ifPresent(remains::add);
    }
    return remains;
  }

  private void checkTargetLimit() {
    long limit = config.limits().targets();
    if (limit == 0 || loops.size() <= limit) {
      targetLimitFailure = Optional.empty();
      return;
    }
    context.meters().exceededTargetLimit.increment();
    targetLimitFailure =
        Optional.of(
            ScrapeFailure.of(
                Kind.LIMIT,
                "target_limit exceeded (number of targets: %d, limit: %d)"
                    .formatted(loops.size(), limit),
                "drop targets in relabel_configs, or raise target_limit"));
  }

  private ScrapeLoop newLoop(Target target) {
    SampleLabels labels = new SampleLabels(config, metricRelabelling, target.publicLabels());
    Optional<Remains> earlier = staleMarkers.claim(target.publicLabels());
    SeriesCache cache =
        earlier
            .filter(remains -> remains.fits(config))
            .map(Remains::cache)
            .orElseGet(SeriesCache::new);
    ReportSeries report = new ReportSeries(labels, config.extraScrapeMetrics());
    MetadataCache metadata = earlier.map(Remains::metadata).orElseGet(MetadataCache::new);
    earlier.ifPresent(remains -> cache.inherit(leftAlive(remains, cache, report)));
    SampleIntake intake =
        new SampleIntake(config, labels, target.histograms(), context, cache, metadata);
    ScrapeLoop loop =
        new ScrapeLoop(
            new ScrapeLoop.Parts(target, config, source(target), intake, metadata, report),
            context,
            () -> targetLimitFailure,
            () -> failureLog);
    earlier.ifPresent(remains -> loop.continueFrom(remains.last(), remains.lastTimestampMillis()));
    return loop;
  }

  private static long[] leftAlive(Remains remains, SeriesCache cache, ReportSeries report) {
    long[] reportOnly = remains.report().beyond(report);
    return remains.cache() == cache
        ? reportOnly
        : StaleMarkers.union(remains.cache().live(), reportOnly);
  }

  private BodySource source(Target target) {
    long maxBytes = context.options().maxBodyBytes();
    if (!target.isInProcess()) {
      return new HttpSource(client, config, target, maxBytes, context.meters());
    }
    return new InProcessSource(context.inProcessTargets(), target.url().getAuthority(), maxBytes);
  }

  /// Writes the stale markers of targets that have been gone for long enough not to come back.
  synchronized void writeDueMarkers() {
    staleMarkers.writeDue();
  }

  /// When there are markers to be written next, by the ticker; empty if none are.
  synchronized Optional<Long> nextMarkersDueNanos() {
    return staleMarkers.nextDueNanos();
  }

  /// Ends all loops and returns what they leave, and what targets that went before them left.
  synchronized List<Remains> retire() throws InterruptedException {
    retired = true;
    List<Remains> remains = new ArrayList<>(end(loops.values()));
    loops.clear();
    remains.addAll(staleMarkers.giveUp());
    return remains;
  }

  /// Ends all loops and says now that their series have ended.
  void remove() throws InterruptedException {
    List<Remains> remains = retire();
    synchronized (this) {
      remains.forEach(staleMarkers::add);
      staleMarkers.writeAllNow();
    }
    context.meters().targets.set(0, config.jobName());
    context.meters().discovered.set(0, "scrape", config.jobName());
  }

  synchronized List<TargetStatus> activeTargets() {
    return loops.values().stream()
        .map(this::status)
        .sorted(Comparator.comparing(TargetStatus::scrapeUrl))
        .toList();
  }

  private TargetStatus status(ScrapeLoop loop) {
    Target target = loop.target();
    LastScrape last = loop.last();
    return new TargetStatus(
        config.jobName(),
        target.publicLabels(),
        target.discovered(),
        target.url().toString(),
        last.health(),
        last.failure(),
        last.remark(),
        last.start(),
        last.duration(),
        target.interval(),
        target.timeout());
  }

  synchronized List<TargetMetadata> metadata() {
    List<TargetMetadata> all = new ArrayList<>();
    for (ScrapeLoop loop : loops.values()) {
      loop.metadata()
          .forEach((family, metadata) ->
              all.add(new TargetMetadata(loop.target().publicLabels(), family, metadata)));
    }
    return all;
  }

  synchronized List<DroppedTarget> droppedTargets() {
    return dropped;
  }

  synchronized int droppedCount() {
    return droppedCount;
  }

  synchronized List<DroppedTarget> unusableTargets() {
    return unusable;
  }

  synchronized int activeCount() {
    return loops.size();
  }

  String targetLimitText() {
    return targetLimitFailure.map(ScrapeFailure::text).orElse("");
  }

  List<Relabelling.Step> relabelSteps(Labels discovered) {
    return assembly.relabelling().steps(discovered);
  }
}
