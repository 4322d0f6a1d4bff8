package io.vigie.tsdb;

import static io.vigie.tsdb.StoreOnDisk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.Staleness;
import io.vigie.model.time.TimeRange;
import io.vigie.testkit.InMemoryMetricStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random appends in and out of order, flushes, merges, kills and restarts, compared with the
/// in-memory store. A failing seed is in the test's name.
class TsdbAgainstOracleTest {
  private static final int SERIES = 40;
  private static final long SPAN_MILLIS = 5 * 3_600_000L;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answersAsTheInMemoryStoreDoes(long seed) throws IOException {
    run(seed, 300);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(longs = {101, 102})
  void answersAsTheInMemoryStoreDoesAtLength(long seed) throws IOException {
    run(seed, 2000);
  }

  private void run(long seed, int steps) throws IOException {
    Random random = new Random(seed);
    InMemoryMetricStore oracle = new InMemoryMetricStore();
    TsdbConfig config = StoreOnDisk.configWithRows(500);
    Path current = directory.resolve("0");
    Tsdb tsdb = StoreOnDisk.open(current, config);
    try {
      for (int step = 0; step < steps; step++) {
        switch (random.nextInt(40)) {
          case 0 -> tsdb.flush();
          case 1 -> tsdb.merge();
          case 2 -> {
            tsdb.close();
            tsdb = StoreOnDisk.open(current, config);
          }
          case 3 -> assertThat(StoreOnDisk.readAll(tsdb)).isEqualTo(StoreOnDisk.readAll(oracle));
          case 4 -> compareASelection(random, tsdb, oracle);
          default -> appendBatch(random, tsdb, oracle);
        }
      }
      assertThat(StoreOnDisk.readAll(tsdb)).isEqualTo(StoreOnDisk.readAll(oracle));
      tsdb.flush();
      tsdb.merge();
      assertThat(StoreOnDisk.readAll(tsdb)).isEqualTo(StoreOnDisk.readAll(oracle));
    } finally {
      tsdb.close();
    }
  }

  private static void compareASelection(Random random, Tsdb tsdb, InMemoryMetricStore oracle)
      throws IOException {
    long min = NOW - random.nextLong(SPAN_MILLIS);
    TimeRange range = new TimeRange(min, min + random.nextLong(SPAN_MILLIS));
    List<LabelMatcher> matchers =
        List.of(
            LabelMatcher.of(
                random.nextBoolean() ? "n" : "even",
                Operator.values()[random.nextInt(4)],
                List.of("1", "", "1|2", ".*", ".+", "1.*", "true").get(random.nextInt(7))));
    assertThat(StoreOnDisk.readAll(tsdb, range, matchers))
        .as("%s in %s", matchers, range)
        .isEqualTo(StoreOnDisk.readAll(oracle, range, matchers));
    assertThat(tsdb.labelValues("n", TimeRange.ALWAYS, matchers))
        .isEqualTo(oracle.labelValues("n", TimeRange.ALWAYS, matchers));
    assertThat(tsdb.labelNames(TimeRange.ALWAYS, matchers))
        .isEqualTo(oracle.labelNames(TimeRange.ALWAYS, matchers));
  }

  private static void appendBatch(Random random, MetricStore... stores) throws IOException {
    long seed = random.nextLong();
    for (MetricStore store : stores) {
      Random same = new Random(seed);
      try (Appender appender = store.appender()) {
        int size = same.nextInt(60);
        for (int i = 0; i < size; i++) {
          appendOne(same, appender);
        }
        if (same.nextInt(20) > 0) {
          appender.commit();
        }
      }
    }
  }

  private static void appendOne(Random random, Appender appender) {
    int number = random.nextInt(SERIES);
    Labels labels =
        Labels.of(
            "__name__", "m", "n", Integer.toString(number), "even", number % 2 == 0 ? "true" : "");
    long reference = appender.reference(labels);
    long timestamp = NOW - random.nextLong(SPAN_MILLIS / 1000) * 1000;
    if (random.nextInt(10) == 0) {
      appender.startTimestamp(reference, timestamp - 1000);
      // Whatever becomes of the sample, its start timestamp must not stay for the next one.
      append(random, appender, reference, timestamp + random.nextInt(900) + 1);
    } else {
      append(random, appender, reference, timestamp + random.nextInt(900) + 1);
    }
  }

  private static void append(Random random, Appender appender, long reference, long timestamp) {
    switch (random.nextInt(12)) {
      case 0 -> appender.append(reference, timestamp, histogram(random));
      case 1 -> appender.append(reference, timestamp, Staleness.MARKER);
      case 2 -> appender.append(reference, timestamp, random.nextGaussian());
      case 3 -> appender.append(reference, timestamp, random.nextInt(1000) / 100.0);
      default -> appender.append(reference, timestamp, random.nextInt(1000));
    }
  }

  private static Histogram histogram(Random random) {
    int buckets = 1 + random.nextInt(3);
    double[] counts = random.ints(buckets, 0, 100).asDoubleStream().toArray();
    boolean integers = random.nextBoolean();
    if (!integers) {
      counts[0] += 0.5;
    }
    return new Histogram(
        ResetHint.values()[random.nextInt(4)],
        3,
        integers,
        0.001,
        random.nextInt(5),
        random.nextInt(1000),
        random.nextDouble(),
        List.of(new Span(random.nextInt(3), buckets)),
        counts,
        List.of(),
        new double[0],
        new double[0]);
  }
}
