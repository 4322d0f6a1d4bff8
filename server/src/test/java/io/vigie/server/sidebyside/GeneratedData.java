package io.vigie.server.sidebyside;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.Staleness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Three hours of samples for [GeneratedExpressions]: gauges, counters with resets, a classic
/// histogram, a series of ones to join with, and gauges with gaps, stale markers, NaN and
/// infinities. A function of the seed.
///
/// No sample lies on a whole second, all values are multiples of 1/4, counters never fall near zero
/// and no two gauges are ever equal: see [DeliberateDifferences] for what that keeps out.
final class GeneratedData {
  static final long START_MILLIS = Instant.parse("2024-03-01T00:00:00Z").toEpochMilli();
  static final int SCRAPES = 720;
  static final long SCRAPE_MILLIS = 15_000;
  static final long END_MILLIS = START_MILLIS + SCRAPES * SCRAPE_MILLIS;

  static final List<String> BOUNDS = List.of("0.1", "0.5", "1", "2.5", "+Inf");

  /// One series. Arrays are parallel.
  @SuppressWarnings("ArrayRecordComponent") // made once, never compared
  record GeneratedSeries(Labels labels, long[] timestampsMillis, double[] values) {}

  /// The next value of a series.
  @FunctionalInterface
  private interface Walk {
    double next(double before);
  }

  private final Random random;
  private final List<GeneratedSeries> series = new ArrayList<>();

  GeneratedData(long seed) {
    random = new Random(seed);
    for (int i = 0; i < 6; i++) {
      String instance = "host-" + i;
      String zone = i % 2 == 0 ? "east" : "west";
      int number = i;
      add(1, level(number), "temperature", "instance", instance, "zone", zone);
      if (i != 3) {
        add(1, level(7 + number), "pressure", "instance", instance, "zone", zone);
      }
      for (String mode : List.of("idle", "user", "system")) {
        add(2, this::count, "work_total", "instance", instance, "zone", zone, "mode", mode);
      }
      add(1, _ -> 1, "build_info", "instance", instance, "version", "1." + i % 3);
      add(30, this::odd, "odd", "instance", instance, "zone", zone);
      if (i < 3) {
        addHistogram(instance);
      }
    }
  }

  List<GeneratedSeries> series() {
    return series;
  }

  /// Every scrape is a little late, a few are missing, and now and then a whole stretch is.
  private void add(int gapsPerThousand, Walk walk, String name, String... labels) {
    long[] timestamps = new long[SCRAPES];
    double[] values = new double[SCRAPES];
    long offset = 100 + random.nextInt(700);
    double value = 10_000 + random.nextInt(10_000);
    int size = 0;
    int missing = 0;
    for (int scrape = 0; scrape < SCRAPES; scrape++) {
      value = walk.next(value);
      boolean gapBegins = missing == 0 && random.nextInt(1000) < gapsPerThousand;
      missing = gapBegins ? 1 + random.nextInt(40) : Math.max(0, missing - 1);
      boolean marksEnd = gapBegins && random.nextBoolean();
      if (missing > 0 && !marksEnd) {
        continue;
      }
      timestamps[size] = START_MILLIS + scrape * SCRAPE_MILLIS + offset + random.nextInt(100);
      values[size] = marksEnd ? Staleness.MARKER : value;
      size++;
    }
    series.add(
        new GeneratedSeries(
            Labels.of(labels).with(Labels.METRIC_NAME, name),
            Arrays.copyOf(timestamps, size),
            Arrays.copyOf(values, size)));
  }

  /// A gauge in a band of its own, so that no two are equal.
  private Walk level(int number) {
    return _ -> number * 16 - 60 + random.nextInt(60) / 4.0;
  }

  private double count(double before) {
    return random.nextInt(100) == 0
        ? 1000 + random.nextInt(500)
        : before + random.nextInt(160) / 4.0;
  }

  private double odd(double before) {
    return switch (random.nextInt(40)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> Double.NEGATIVE_INFINITY;
      default -> random.nextInt(400) / 4.0 - 50;
    };
  }

  private void addHistogram(String instance) {
    long[] timestamps = new long[SCRAPES];
    double[][] counts = new double[BOUNDS.size()][SCRAPES];
    double[] sums = new double[SCRAPES];
    double[] running = new double[BOUNDS.size()];
    Arrays.setAll(running, bucket -> 1000.0 * (bucket + 1));
    for (int scrape = 0; scrape < SCRAPES; scrape++) {
      timestamps[scrape] = START_MILLIS + scrape * SCRAPE_MILLIS + 500 + random.nextInt(100);
      double observed = 0;
      for (int bucket = 0; bucket < running.length; bucket++) {
        observed += random.nextInt(10);
        running[bucket] += observed;
        counts[bucket][scrape] = running[bucket];
      }
      sums[scrape] = (scrape == 0 ? 1000 : sums[scrape - 1]) + observed / 4;
    }
    for (int bucket = 0; bucket < counts.length; bucket++) {
      addHistogramSeries(
          "latency_seconds_bucket",
          timestamps,
          counts[bucket],
          "instance",
          instance,
          "le",
          BOUNDS.get(bucket));
    }
    addHistogramSeries("latency_seconds_sum", timestamps, sums, "instance", instance);
    addHistogramSeries(
        "latency_seconds_count", timestamps, counts[counts.length - 1], "instance", instance);
  }

  private void addHistogramSeries(
      String name, long[] timestamps, double[] values, String... labels) {
    series.add(
        new GeneratedSeries(Labels.of(labels).with(Labels.METRIC_NAME, name), timestamps, values));
  }
}
