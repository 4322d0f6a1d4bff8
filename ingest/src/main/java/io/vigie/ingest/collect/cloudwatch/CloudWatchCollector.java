package io.vigie.ingest.collect.cloudwatch;

import io.vigie.ingest.collect.Collector;
import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.ExpositionWriter.Family;
import io.vigie.ingest.collect.cloudwatch.GroupCollection.Round;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks CloudWatch for all groups side by side. One that fails or hangs costs only itself, and says
/// so in `cloudwatch_scrape_collector_success`.
final class CloudWatchCollector implements Collector {
  private static final Logger LOG = LoggerFactory.getLogger(CloudWatchCollector.class);

  private final List<GroupCollection> groups;
  private final List<MetricApi> apis;
  private final AwsClients clients;
  private final RequestCounts counts;
  private final InstantSource clock;
  private final Duration patience;

  /// What was last said of each group: it is said again when it changes.
  private final Map<MetricGroup, String> said = new HashMap<>();

  private CloudWatchCollector(
      List<GroupCollection> groups,
      List<MetricApi> apis,
      AwsClients clients,
      RequestCounts counts,
      InstantSource clock,
      Duration patience) {
    this.groups = groups;
    this.apis = apis;
    this.clients = clients;
    this.counts = counts;
    this.clock = clock;
    this.patience = patience;
  }

  /// @param timeout of one collection
  static CloudWatchCollector open(
      CloudWatchSource.Settings settings, InstantSource clock, Duration timeout) {
    // What is left of the time is for writing what the others found.
    Duration patience = timeout.multipliedBy(4).dividedBy(5);
    AwsClients clients = new AwsClients(settings.access(), patience);
    RequestCounts counts = new RequestCounts();
    Map<String, MetricApi> byRegion = new HashMap<>();
    List<GroupCollection> groups = new ArrayList<>();
    for (MetricGroup group : settings.groups()) {
      MetricApi api =
          byRegion.computeIfAbsent(
              group.region(settings.access().region()),
              region -> new MetricApi(clients.cloudWatch(region), region, counts));
      groups.add(
          new GroupCollection(group, api, settings.maxResources(), settings.discoveryInterval()));
    }
    return new CloudWatchCollector(
        groups, List.copyOf(byRegion.values()), clients, counts, clock, patience);
  }

  @Override
  public void collect(ExpositionWriter out) throws IOException, InterruptedException {
    Instant now = clock.instant();
    List<Future<Round>> rounds = rounds(now);
    Map<String, Boolean> success = new TreeMap<>();
    Map<String, Instant> newest = new TreeMap<>();
    List<IOException> failures = new ArrayList<>();
    Family resources =
        out.gauge("cloudwatch_resources", "What metrics are of, such as services and instances");
    for (int i = 0; i < groups.size(); i++) {
      MetricGroup group = groups.get(i).group();
      Round round = round(rounds.get(i), group, now);
      say(group, round);
      round.failure().ifPresent(failures::add);
      success.merge(group.namespace(), round.failure().isEmpty(), Boolean::logicalAnd);
      if (round.failure().isEmpty()) {
        out.merge(round.found().written());
        resources.add(
            round.found().resources(),
            "namespace",
            group.namespace(),
            "dimensions",
            String.join(",", group.dimensions()));
      }
      round
          .found()
          .newest()
          .ifPresent(time -> newest.merge(group.namespace(), time, (a, b) -> a.isAfter(b) ? a : b));
    }
    if (failures.size() == groups.size()) {
      throw failures.getFirst();
    }
    writeOwn(out, success, newest);
  }

  private List<Future<Round>> rounds(Instant now) throws InterruptedException {
    List<Callable<Round>> tasks = new ArrayList<>();
    groups.forEach(group -> tasks.add(() -> group.collect(now)));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      return executor.invokeAll(tasks, patience.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private Round round(Future<Round> future, MetricGroup group, Instant now)
      throws InterruptedException {
    try {
      return future.get();
    } catch (CancellationException e) {
      return failed(group, now, "did not answer within " + patience.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw new IllegalStateException("a collection ended unexpectedly", e.getCause());
    }
  }

  private static Round failed(MetricGroup group, Instant now, String problem, Exception cause) {
    return new Round(
        now,
        GroupCollection.Found.NOTHING,
        Optional.of(new IOException("CloudWatch, " + group.namespace() + ": " + problem, cause)));
  }

  private void say(MetricGroup group, Round round) {
    String text =
        round
            .failure()
            .map(e -> String.valueOf(e.getMessage()))
            .orElse(
                round.found().isComplete()
                    ? ""
                    : "there are more than %s of %s: raise max_resources, or select some"
                        .formatted(round.found().resources(), group.dimensions()));
    if (!text.equals(said.put(group, text)) && !text.isEmpty()) {
      LOG.warn("{}: {}", group.namespace(), text);
    }
  }

  private void writeOwn(
      ExpositionWriter out, Map<String, Boolean> success, Map<String, Instant> newest) {
    Family successes =
        out.gauge("cloudwatch_scrape_collector_success", "Whether a namespace could be asked for");
    success.forEach((namespace, good) -> successes.add(good ? 1 : 0, "namespace", namespace));
    Family times =
        out.gauge(
            "cloudwatch_newest_datapoint_timestamp_seconds",
            "CloudWatch's own time of the newest value of a namespace");
    newest.forEach((namespace, time) -> times.add(time.getEpochSecond(), "namespace", namespace));
    writeError(out, success.containsValue(false) ? 1 : 0);
  }

  private void writeError(ExpositionWriter out, int error) {
    out.gauge("cloudwatch_exporter_scrape_error", "Whether a part of the last collection failed")
        .add(error);
    counts.write(out);
  }

  @Override
  public void writeUnreachable(ExpositionWriter out) {
    writeError(out, 1);
  }

  @Override
  public void close() {
    apis.forEach(MetricApi::close);
    clients.close();
  }
}
