package io.vigie.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.Ticker;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.TsdbConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Whether the store stays as it is under steady load: appends at a fixed rate while one client
/// queries ten times a second, and prints every so often what memory, disk, lag and queries look
/// like. Ends by itself; leaves nothing behind.
///
/// `SoakBenchmark [minutes] [series] [samples per second] [minutes between lines]`
public final class SoakBenchmark {
  private static final int BATCH = 2000;
  private static final long QUERY_PAUSE_NANOS = 100_000_000;
  private static final List<String> QUERIES =
      List.of(
          "sum by (zone) (rate(soak_3[5m]))",
          "topk(5, soak_7)",
          "max_over_time(soak_1{host=\"h-17\"}[10m])",
          "count by (zone) ({__name__=~\"soak_.\"})");

  private final Tsdb tsdb;
  private final PromqlEngine engine;
  private final Labels[] labels;
  private final long[] references;
  private final double[] values;
  private final Random random = new Random(1);
  private final List<Long> queryNanos = new ArrayList<>();
  private volatile boolean stopping;
  private long appended;
  private long slowestCommitNanos;
  private long lagMillis;

  private SoakBenchmark(Tsdb tsdb, int series) {
    this.tsdb = tsdb;
    this.engine = new PromqlEngine(tsdb, EngineOptions.defaults(), Ticker.system());
    this.labels = new Labels[series];
    this.references = new long[series];
    this.values = new double[series];
    for (int i = 0; i < series; i++) {
      int host = i / 100;
      labels[i] =
          Labels.of("__name__", "soak_" + i % 100, "host", "h-" + host, "zone", "z-" + host % 4);
    }
  }

  public static void main(String[] arguments) throws Exception {
    double minutes = argument(arguments, 0, 30);
    int series = (int) argument(arguments, 1, 50_000);
    double samplesPerSecond = argument(arguments, 2, 100_000);
    double lineMinutes = argument(arguments, 3, 1);
    Path directory = Files.createTempDirectory("soak-benchmark");
    try (Tsdb tsdb =
        Tsdb.open(directory, TsdbConfig.defaults(), InstantSource.system(), Meters.NONE)) {
      new SoakBenchmark(tsdb, series).run(minutes, samplesPerSecond, lineMinutes);
    } finally {
      deleteAll(directory);
    }
  }

  private static double argument(String[] arguments, int index, double otherwise) {
    return arguments.length > index ? Double.parseDouble(arguments[index]) : otherwise;
  }

  private void run(double minutes, double samplesPerSecond, double lineMinutes) throws Exception {
    Thread querying = Thread.ofPlatform().daemon().start(this::query);
    System.out.println(
        "| minute | samples/s | behind ms | slowest commit ms | query p50 ms | p99 ms | heap MiB"
            + " | RSS MiB | parts | MiB on disk | CPU s per M |");
    System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    long start = System.nanoTime();
    double nextLine = lineMinutes;
    long before = 0;
    long cpuBefore = cpuNanos();
    int at = 0;
    for (double elapsed = 0; elapsed < minutes; elapsed = (System.nanoTime() - start) / 60e9) {
      at = appendBatch(at);
      keepPace(start, samplesPerSecond);
      if (elapsed >= nextLine) {
        line(elapsed, appended - before, lineMinutes, cpuNanos() - cpuBefore);
        before = appended;
        cpuBefore = cpuNanos();
        nextLine += lineMinutes;
      }
    }
    stopping = true;
    querying.join();
  }

  private int appendBatch(int from) throws IOException {
    long now = System.currentTimeMillis();
    long startNanos = System.nanoTime();
    int at = from;
    try (Appender appender = tsdb.appender()) {
      for (int i = 0; i < BATCH; i++) {
        values[at] += random.nextInt(100);
        if (references[at] == 0
            || appender.append(references[at], now, values[at]) == AppendOutcome.UNKNOWN_SERIES) {
          references[at] = appender.reference(labels[at]);
          appender.append(references[at], now, values[at]);
        }
        at = (at + 1) % labels.length;
      }
      appender.commit();
    }
    appended += BATCH;
    slowestCommitNanos = Math.max(slowestCommitNanos, System.nanoTime() - startNanos);
    return at;
  }

  private void keepPace(long startNanos, double samplesPerSecond) throws InterruptedException {
    long dueNanos = startNanos + (long) (appended / samplesPerSecond * 1e9);
    long ahead = dueNanos - System.nanoTime();
    if (ahead > 0) {
      Thread.sleep(ahead / 1_000_000, (int) (ahead % 1_000_000));
    } else {
      lagMillis = Math.max(lagMillis, -ahead / 1_000_000);
    }
  }

  private void query() {
    for (int i = 0; !stopping; i++) {
      LockSupport.parkNanos(QUERY_PAUSE_NANOS);
      long start = System.nanoTime();
      engine.instant(
          QUERIES.get(i % QUERIES.size()), System.currentTimeMillis(), QueryOptions.defaults());
      synchronized (queryNanos) {
        queryNanos.add(System.nanoTime() - start);
      }
    }
  }

  private void line(double minute, long samples, double lineMinutes, long cpu) throws IOException {
    long[] nanos;
    synchronized (queryNanos) {
      nanos = queryNanos.stream().mapToLong(Long::longValue).sorted().toArray();
      queryNanos.clear();
    }
    System.out.printf(
        "| %.1f | %.0f | %d | %.0f | %.1f | %.1f | %d | %d | %d | %.1f | %.2f |%n",
        minute,
        samples / lineMinutes / 60,
        lagMillis,
        slowestCommitNanos / 1e6,
        quantile(nanos, 0.5),
        quantile(nanos, 0.99),
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20,
        residentKib() >> 10,
        tsdb.parts().size(),
        tsdb.sizeBytes() / 1048576.0,
        cpu / 1e3 / samples);
    lagMillis = 0;
    slowestCommitNanos = 0;
  }

  private static double quantile(long[] sorted, double quantile) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) (quantile * (sorted.length - 1))] / 1e6;
  }

  private static long residentKib() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void deleteAll(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(directory)) {
      files = new ArrayList<>(walked.toList());
    }
    for (Path file : files.reversed()) {
      Files.delete(file);
    }
  }
}
