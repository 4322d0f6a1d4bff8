package io.vigie.benchmarks;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Meters;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.TsdbConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Whether memory follows the series that are alive, or those that were seen: a day in which ten
/// million series come and 200 000 are alive at once, each with a sample a minute, appended as fast as
/// it goes under a clock that runs along. Prints a JSON object every so often, with the heap as it is after a collection.
///
/// `ChurnBenchmark [series seen] [series alive] [steps between lines]`
public final class ChurnBenchmark {
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int STEPS = (int) Duration.ofDays(1).dividedBy(STEP);
  private static final int BATCH = 5000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Tsdb tsdb;
  private final long[] references;
  private final long[] identities;
  private final long[] nowMillis;
  private long seen;
  private long appended;

  private ChurnBenchmark(Tsdb tsdb, int alive, long[] nowMillis) {
    this.tsdb = tsdb;
    this.references = new long[alive];
    this.identities = new long[alive];
    this.nowMillis = nowMillis;
    for (int i = 0; i < alive; i++) {
      identities[i] = seen++;
    }
  }

  public static void main(String[] arguments) throws Exception {
    long seen = argument(arguments, 0, 10_000_000);
    int alive = (int) argument(arguments, 1, 200_000);
    int linesEvery = (int) argument(arguments, 2, 60);
    Path directory = Files.createTempDirectory("churn-benchmark");
    long[] now = {START.toEpochMilli()};
    InstantSource clock = () -> Instant.ofEpochMilli(now[0]);
    TsdbConfig config = TsdbConfig.defaults();
    try (Tsdb tsdb = Tsdb.open(directory, config, clock, Meters.NONE)) {
      new ChurnBenchmark(tsdb, alive, now).run(seen, linesEvery);
    } finally {
      deleteAll(directory);
    }
  }

  private static long argument(String[] arguments, int index, long otherwise) {
    return arguments.length > index ? Long.parseLong(arguments[index]) : otherwise;
  }

  private void run(long wanted, int linesEvery) throws IOException {
    int replaced = (int) ((wanted - references.length) / STEPS);
    long startNanos = System.nanoTime();
    int at = 0;
    for (int step = 0; step <= STEPS; step++) {
      append();
      if (step % linesEvery == 0 || step == STEPS) {
        line(step, (System.nanoTime() - startNanos) / 1e9);
      }
      for (int i = 0; i < replaced; i++) {
        identities[at] = seen++;
        references[at] = 0;
        at = (at + 1) % references.length;
      }
      nowMillis[0] += STEP.toMillis();
    }
  }

  private void append() throws IOException {
    for (int from = 0; from < references.length; from += BATCH) {
      try (Appender appender = tsdb.appender()) {
        for (int i = from; i < Math.min(references.length, from + BATCH); i++) {
          append(appender, i);
        }
        appender.commit();
      }
    }
  }

  private void append(Appender appender, int i) {
    double value = nowMillis[0] / 1000 * (i % 10);
    if (references[i] == 0
        || appender.append(references[i], nowMillis[0], value) == AppendOutcome.UNKNOWN_SERIES) {
      references[i] = appender.reference(labels(identities[i]));
      appender.append(references[i], nowMillis[0], value);
    }
    appended++;
  }

  /// Ten metrics of each pod; a pod that goes takes its ten series along.
  private static Labels labels(long identity) {
    long pod = identity / 10;
    return Labels.of(
        "__name__",
        "churn_" + identity % 10,
        "container",
        "c" + pod % 20,
        "namespace",
        "ns-" + pod % 50,
        "pod",
        "app-" + pod % 300 + "-" + Long.toHexString(pod * 0x9E3779B97F4A7C15L));
  }

  private void line(long step, double seconds) throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "{\"step\":%d,\"hour\":%.1f,\"seen\":%d,\"alive\":%d,\"active\":%d,\"heapMiB\":%d,"
            + "\"rssMiB\":%d,\"diskMiB\":%d,\"parts\":%d,\"samplesPerSecond\":%.0f}%n",
        step,
        (nowMillis[0] - START.toEpochMilli()) / 3.6e6,
        seen,
        references.length,
        tsdb.headStatistics(1).seriesCount(),
        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
        residentKib() >> 10,
        tsdb.sizeBytes() >> 20,
        tsdb.parts().size(),
        appended / seconds);
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
