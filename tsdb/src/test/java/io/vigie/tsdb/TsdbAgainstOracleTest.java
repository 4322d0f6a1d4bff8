package io.vigie.tsdb;

import static io.vigie.tsdb.StoreOnDisk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.AppendOutcome;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
    run(seed, 8_000);
  }

  /// `-Dtsdb.operations=1000000` is the whole proof, some minutes long.
  @Tag("slow")
  @Test
  void answersAsTheInMemoryStoreDoesAtLength() throws IOException {
    int operations = Integer.getInteger("tsdb.operations", 60_000);
    long seed = Long.getLong("tsdb.seed", 101);
    run(seed, operations);
  }

  private void run(long seed, int operations) throws IOException {
    Random random = new Random(seed);
    InMemoryMetricStore oracle = new InMemoryMetricStore();
    TsdbConfig config = StoreOnDisk.configWithRows(500);
    Tsdb tsdb = StoreOnDisk.open(directory, config);
    int done = 0;
    try {
      while (done < operations) {
        done++;
        switch (random.nextInt(200)) {
          case 0, 1, 2 -> tsdb.flush();
          case 3, 4, 5 -> tsdb.merge();
          case 6, 7 -> {
            tsdb.close();
            assertThat(StoreCheck.check(directory).problems()).isEmpty();
            tsdb = StoreOnDisk.open(directory, config);
          }
          case 8 -> assertSame(StoreOnDisk.readAll(tsdb), StoreOnDisk.readAll(oracle));
          case 9, 10 -> deleteSome(random, tsdb, oracle);
          case 11, 12, 13, 14, 15 -> compareASelection(random, tsdb, oracle);
          default -> done += appendBatch(random, tsdb, oracle);
        }
      }
      assertSame(StoreOnDisk.readAll(tsdb), StoreOnDisk.readAll(oracle));
      tsdb.flush();
      tsdb.merge();
      assertSame(StoreOnDisk.readAll(tsdb), StoreOnDisk.readAll(oracle));
    } finally {
      tsdb.close();
    }
    assertThat(StoreCheck.check(directory).problems()).isEmpty();
  }

  /// Series by series, so that a difference is told in a few lines.
  private static void assertSame(
      Map<Labels, Map<Long, String>> actual, Map<Labels, Map<Long, String>> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((labels, samples) -> {
      if (!samples.equals(actual.get(labels))) {
        Map<Long, String> wrong = new TreeMap<>(actual.getOrDefault(labels, Map.of()));
        wrong.entrySet().removeAll(samples.entrySet());
        Map<Long, String> missing = new TreeMap<>(samples);
        missing.entrySet().removeAll(actual.getOrDefault(labels, Map.of()).entrySet());
        throw new AssertionError(labels + " has " + wrong + " instead of " + missing);
      }
    });
  }

  private static void deleteSome(Random random, Tsdb tsdb, InMemoryMetricStore oracle)
      throws IOException {
    long min = NOW - random.nextLong(SPAN_MILLIS);
    TimeRange range = new TimeRange(min, min + random.nextLong(SPAN_MILLIS / 4));
    List<LabelMatcher> matchers =
        List.of(LabelMatcher.of("n", Operator.REGEX, random.nextInt(4) + ".*"));
    tsdb.delete(range, matchers);
    oracle.delete(range, matchers);
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
    assertSame(
        StoreOnDisk.readAll(tsdb, range, matchers), StoreOnDisk.readAll(oracle, range, matchers));
    assertThat(tsdb.labelValues("n", TimeRange.ALWAYS, matchers))
        .isEqualTo(oracle.labelValues("n", TimeRange.ALWAYS, matchers));
    assertThat(tsdb.labelNames(TimeRange.ALWAYS, matchers))
        .isEqualTo(oracle.labelNames(TimeRange.ALWAYS, matchers));
  }

  /// Appends the same to both; they must say the same of every sample.
  private static int appendBatch(Random random, Tsdb tsdb, InMemoryMetricStore oracle)
      throws IOException {
    long seed = random.nextLong();
    List<AppendOutcome> outcomes = appendBatch(new Random(seed), tsdb);
    assertThat(outcomes).isEqualTo(appendBatch(new Random(seed), oracle));
    return outcomes.size();
  }

  private static List<AppendOutcome> appendBatch(Random random, MetricStore store)
      throws IOException {
    List<AppendOutcome> outcomes = new ArrayList<>();
    try (Appender appender = store.appender()) {
      int size = random.nextInt(60);
      for (int i = 0; i < size; i++) {
        outcomes.add(appendOne(random, appender));
      }
      if (random.nextInt(20) > 0) {
        appender.commit();
      }
    }
    return outcomes;
  }

  private static AppendOutcome appendOne(Random random, Appender appender) {
    int number = random.nextInt(SERIES);
    Labels labels =
        Labels.of(
            "__name__", "m", "n", Integer.toString(number), "even", number % 2 == 0 ? "true" : "");
    long reference = appender.reference(labels);
    // Few enough timestamps that some are hit twice.
    long timestamp = NOW - random.nextLong(SPAN_MILLIS / 1000) * 1000;
    if (random.nextInt(10) == 0) {
      // Whatever becomes of the sample, its start timestamp must not stay for the next one.
      appender.startTimestamp(reference, timestamp - 1000);
    }
    return append(random, appender, reference, timestamp);
  }

  private static AppendOutcome append(
      Random random, Appender appender, long reference, long timestamp) {
    return switch (random.nextInt(12)) {
      case 0 -> appender.append(reference, timestamp, histogram(random));
      case 1 -> appender.append(reference, timestamp, Staleness.MARKER);
      case 2 -> appender.append(reference, timestamp, random.nextGaussian());
      case 3 -> appender.append(reference, timestamp, random.nextInt(1000) / 100.0);
      default -> appender.append(reference, timestamp, random.nextInt(3));
    };
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
