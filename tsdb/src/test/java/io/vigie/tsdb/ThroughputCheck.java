package io.vigie.tsdb;

import com.sun.management.OperatingSystemMXBean;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A rough look at speed and size, run by hand: appends 240 samples to each of 100 000 series in
/// batches of 2000, then restarts and reads. Not a benchmark: those are in `benchmarks/`.
final class ThroughputCheck {
  private static final int HOSTS = 1000;
  private static final int METRICS = 100;
  private static final int STEPS = 240;
  private static final int BATCH = 2000;

  private final long start;
  private final Random random = new Random(7);
  private final double[] values = new double[HOSTS * METRICS];

  private ThroughputCheck(long start) {
    this.start = start;
  }

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    long now = InstantSource.system().millis();
    new ThroughputCheck(now - STEPS * 15_000L).run(directory);
  }

  private void run(Path directory) throws IOException {
    long cpu = cpuMillis();
    try (Tsdb tsdb =
        Tsdb.open(directory, TsdbConfig.defaults(), InstantSource.system(), Meters.NONE)) {
      append(tsdb);
      System.out.printf("append: %d ms CPU%n", cpuMillis() - cpu);
      tsdb.flush();
      tsdb.merge();
      System.out.printf("with flush and merge: %d ms CPU%n", cpuMillis() - cpu);
      System.out.printf(
          "%.2f bytes a sample, parts: %s%n",
          (double) tsdb.sizeBytes() / (HOSTS * METRICS * (long) STEPS),
          tsdb.parts().stream().map(part -> part.samples() + " in " + part.sizeBytes()).toList());
    }
    long begin = System.nanoTime();
    try (Tsdb tsdb =
        Tsdb.open(directory, TsdbConfig.defaults(), InstantSource.system(), Meters.NONE)) {
      System.out.println(
          "reopen: " + (System.nanoTime() - begin) / 1_000_000 + " ms, " + tsdb.recovery());
      for (int i = 0; i < 5; i++) {
        read(tsdb);
      }
    }
  }

  private void append(Tsdb tsdb) throws IOException {
    List<Labels> labels = new ArrayList<>();
    for (int host = 0; host < HOSTS; host++) {
      for (int metric = 0; metric < METRICS; metric++) {
        labels.add(
            Labels.of(
                "__name__",
                "metric_" + metric,
                "instance",
                "host-" + host + ":9100",
                "job",
                "node",
                "region",
                "eu-" + host % 3,
                "cluster",
                "c" + host % 20,
                "mode",
                "m" + metric % 8));
        values[labels.size() - 1] = random.nextInt(1000);
      }
    }
    long[] references = new long[labels.size()];
    try (Appender appender = tsdb.appender()) {
      for (int step = 0; step < STEPS; step++) {
        for (int series = 0; series < references.length; series++) {
          if (step == 0) {
            references[series] = appender.reference(labels.get(series));
          }
          appender.append(
              references[series], start + step * 15_000L + series / METRICS, next(series));
          if (series % BATCH == BATCH - 1) {
            appender.commit();
          }
        }
      }
    }
  }

  private double next(int series) {
    int kind = series % METRICS;
    if (kind < 60) {
      values[series] += random.nextInt(200);
      return values[series];
    }
    if (kind < 90) {
      values[series] += random.nextInt(21) - 10;
      return Math.rint(values[series] * 100) / 100 + 0.25;
    }
    return kind < 95 ? 1 : random.nextInt(10_000) / 100.0;
  }

  private static void read(Tsdb tsdb) throws IOException {
    long begin = System.nanoTime();
    SampleBuffer buffer = new SampleBuffer();
    long samples = 0;
    int count = 0;
    try (Selection selection = tsdb.select(TimeRange.ALWAYS, List.of())) {
      count = selection.series().size();
      System.out.printf("select all %d: %d ms%n", count, (System.nanoTime() - begin) / 1_000_000);
      begin = System.nanoTime();
      for (Series series : selection.series()) {
        buffer.clear();
        series.read(Long.MIN_VALUE, Long.MAX_VALUE, buffer);
        samples += buffer.size();
      }
    }
    System.out.printf("read %d: %d ms%n", samples, (System.nanoTime() - begin) / 1_000_000);
    begin = System.nanoTime();
    try (Selection selection =
        tsdb.select(TimeRange.ALWAYS, List.of(LabelMatcher.equal("instance", "host-7:9100")))) {
      System.out.printf(
          "select one host %d: %.1f ms%n",
          selection.series().size(), (System.nanoTime() - begin) / 1e6);
    }
  }

  private static long cpuMillis() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1_000_000;
  }
}
