package io.vigie.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.DiscoveryStatus;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.ingest.scrape.ScrapeOptions;
import io.vigie.ingest.scrape.Scraping;
import io.vigie.ingest.scrape.TargetHealth;
import io.vigie.ingest.scrape.TargetStatus;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Tracer;
import io.vigie.outbound.OutboundClients;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.TsdbConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What scraping costs: CPU seconds of this process for a million samples, HTTP, decompression,
/// parsing and (with `tsdb`) storing included. The targets run in a process of their own.
///
/// `ScrapeBenchmark [targets] [series] [interval seconds] [window seconds] [none|tsdb]`
public final class ScrapeBenchmark {
  private ScrapeBenchmark() {}

  public static void main(String[] args) throws Exception {
    int targets = argument(args, 0, 5000);
    int series = argument(args, 1, 1000);
    int intervalSeconds = argument(args, 2, 15);
    int windowSeconds = argument(args, 3, 45);
    boolean tsdb = args.length > 4 && args[4].equals("tsdb");
    Process server = startServer(series);
    try (BufferedReader output = server.inputReader()) {
      int port = Integer.parseInt(String.valueOf(output.readLine()).strip());
      run(config(targets, port, intervalSeconds), intervalSeconds, windowSeconds, tsdb);
    } finally {
      server.destroy();
    }
  }

  private static int argument(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }

  private static Process startServer(int series) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            FakeTargetServer.class.getName(),
            "0",
            Integer.toString(series))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ScrapeConfig config(int targets, int port, int intervalSeconds) {
    List<Labels> found = new ArrayList<>();
    for (int i = 0; i < targets; i++) {
      found.add(
          Labels.of(
              "__address__", "127.0.0.1:" + port,
              "__metrics_path__", "/t/" + i + "/metrics",
              "instance", "host-" + i));
    }
    return ScrapeConfig.builder("fake")
        .scrapeInterval(Duration.ofSeconds(intervalSeconds))
        .scrapeTimeout(Duration.ofSeconds(Math.min(10, intervalSeconds)))
        .discoveries(
            List.of(
                new DiscoveryConfig.Static(List.of(new TargetGroup("fake", found, Labels.EMPTY)))))
        .build();
  }

  private static void run(ScrapeConfig config, int intervalSeconds, int windowSeconds, boolean tsdb)
      throws Exception {
    LongAdder samples = new LongAdder();
    CountingStore none = new CountingStore();
    Path directory = Files.createTempDirectory("scrape-benchmark");
    Optional<Tsdb> stored =
        tsdb
            ? Optional.of(
                Tsdb.open(directory, TsdbConfig.defaults(), InstantSource.system(), Meters.NONE))
            : Optional.empty();
    MetricStore store = stored.isPresent() ? new CountedStore(stored.get(), samples) : none;
    try (OutboundClients clients = new OutboundClients("Vigie/benchmark");
        Scraping scraping =
            new Scraping(
                store,
                clients,
                (found, _) -> new StaticDiscovery(found),
                Map.of(),
                Meters.NONE,
                Tracer.NONE,
                ScrapeOptions.DEFAULT.withStaleMarkersAtClose(false))) {
      scraping.apply(List.of(config));
      settle(scraping, intervalSeconds);
      measure(scraping, tsdb ? samples : none.samples, windowSeconds);
    } finally {
      if (stored.isPresent()) {
        stored.get().close();
      }
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// Waits until every target was scraped, and then until caches and compiler are at rest.
  private static void settle(Scraping scraping, int intervalSeconds) throws InterruptedException {
    long startNanos = System.nanoTime();
    do {
      Thread.sleep(Duration.ofMillis(500));
    } while (scraping.activeTargets().isEmpty()
        || scraping.activeTargets().stream().anyMatch(s -> s.health() == TargetHealth.UNKNOWN));
    System.out.printf("first scrapes after %.1f s%n", (System.nanoTime() - startNanos) / 1e9);
    Thread.sleep(Duration.ofSeconds(4L * intervalSeconds));
  }

  private static void measure(Scraping scraping, LongAdder samples, int windowSeconds)
      throws InterruptedException {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long samplesBefore = samples.sum();
    long cpuBefore = system.getProcessCpuTime();
    long startNanos = System.nanoTime();
    Thread.sleep(Duration.ofSeconds(windowSeconds));
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    double cpuSeconds = (system.getProcessCpuTime() - cpuBefore) / 1e9;
    long count = samples.sum() - samplesBefore;
    List<TargetStatus> statuses = scraping.activeTargets();
    long up = statuses.stream().filter(s -> s.health() == TargetHealth.UP).count();
    System.out.printf(
        "%d of %d targets up, %d samples in %.1f s, %.2f CPU s: %.3f CPU s per million samples%n",
        up, statuses.size(), count, seconds, cpuSeconds, cpuSeconds / count * 1e6);
    System.out.printf(
        "heap in use %d MiB, resident %s, longest last scrape %d ms%n",
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20,
        resident(),
        statuses.stream().mapToLong(s -> s.lastScrapeDuration().toMillis()).max().orElse(0));
    statuses.stream()
        .filter(s -> s.health() == TargetHealth.DOWN)
        .findFirst()
        .ifPresent(s -> System.out.println("for example: " + s.lastError()));
  }

  /// Memory that the process holds now and the most that it held, as Linux counts it.
  private static String resident() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:") || line.startsWith("VmHWM:"))
          .map(line -> line.replaceAll("\\s+", " "))
          .sorted(Comparator.reverseOrder())
          .collect(Collectors.joining(", "));
    } catch (IOException e) {
      return "unknown";
    }
  }

  /// Finds what the configuration says.
  private record StaticDiscovery(DiscoveryConfig config) implements Discovery {
    @Override
    public void start(Listener listener) {
      if (config instanceof DiscoveryConfig.Static(List<TargetGroup> groups)) {
        listener.targetsFound(groups);
      }
    }

    @Override
    public DiscoveryStatus status() {
      return new DiscoveryStatus("static", Optional.empty(), Optional.empty());
    }

    @Override
    public void close() {}
  }
}
