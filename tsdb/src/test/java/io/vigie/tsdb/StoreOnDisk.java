package io.vigie.tsdb;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import io.vigie.testkit.FakeClock;
import io.vigie.tsdb.format.Disk;
import io.vigie.tsdb.memtable.HeadLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the store's tests share: opening, reopening, killing, and reading everything as a map.
final class StoreOnDisk {
  /// Where a new [FakeClock] stands.
  static final long NOW = 1_767_225_600_000L;

  static final Duration PARTITION = Duration.ofHours(1);

  private StoreOnDisk() {}

  /// Partitions of an hour and the default sizes.
  static TsdbConfig config() {
    return TsdbConfig.defaults().withPartitionDuration(PARTITION);
  }

  /// Memtables that are sealed after so many rows.
  static TsdbConfig configWithRows(int memtableRows) {
    return config()
        .withHead(
            new HeadLimits(
                memtableRows,
                0,
                1 << 20,
                Duration.ofHours(2),
                2,
                Duration.ofSeconds(30),
                Duration.ofMinutes(20)));
  }

  static Tsdb open(Path directory) throws IOException {
    return open(directory, config());
  }

  static Tsdb open(Path directory, TsdbConfig config) throws IOException {
    return Tsdb.open(directory, config, new FakeClock(), Meters.NONE);
  }

  static Tsdb open(Path directory, TsdbConfig config, Disk disk) throws IOException {
    return Tsdb.open(directory, config, new FakeClock(), Meters.NONE, disk);
  }

  /// What a killed process would leave: a copy of the directory as it is now.
  static Path copyAsIfKilled(Path directory, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(directory.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (!file.getFileName().toString().equals("LOCK")) {
          Files.copy(file, copy);
        }
      }
    }
    return to;
  }

  static Labels series(int number) {
    return Labels.of("__name__", "m", "n", Integer.toString(number));
  }

  static AppendOutcome append(MetricStore store, Labels labels, long timestampMillis, double value)
      throws IOException {
    try (Appender appender = store.appender()) {
      AppendOutcome outcome = appender.append(appender.reference(labels), timestampMillis, value);
      appender.commit();
      return outcome;
    }
  }

  /// Everything in the store: by series, by timestamp, the value as text.
  static Map<Labels, Map<Long, String>> readAll(MetricStore store) throws IOException {
    return readAll(store, TimeRange.ALWAYS, List.of());
  }

  static Map<Labels, Map<Long, String>> readAll(
      MetricStore store, TimeRange range, List<LabelMatcher> matchers) throws IOException {
    Map<Labels, Map<Long, String>> all = new TreeMap<>();
    SampleBuffer buffer = new SampleBuffer();
    try (Selection selection = store.select(range, matchers)) {
      for (Series series : selection.series()) {
        buffer.clear();
        series.read(range.minMillis(), range.maxMillis(), buffer);
        Map<Long, String> samples = new TreeMap<>();
        for (int i = 0; i < buffer.size(); i++) {
          if (samples.put(buffer.timestampsMillis()[i], text(buffer, i)) != null) {
            throw new AssertionError("two samples at " + buffer.timestampsMillis()[i]);
          }
        }
        checkNewest(series, range, buffer);
        if (!samples.isEmpty() && all.put(series.labels(), samples) != null) {
          throw new AssertionError(series.labels() + " is listed twice");
        }
      }
    }
    return all;
  }

  /// Whether what is read of the newest sample alone ends as all that was read.
  private static void checkNewest(Series series, TimeRange range, SampleBuffer all)
      throws IOException {
    SampleBuffer newest = new SampleBuffer();
    series.readNewest(range.minMillis(), range.maxMillis(), newest);
    if (newest.isEmpty() != all.isEmpty() || !newest.isEmpty() && !last(newest).equals(last(all))) {
      throw new AssertionError(series.labels() + ": the newest sample is another");
    }
  }

  private static String last(SampleBuffer buffer) {
    int last = buffer.size() - 1;
    return buffer.timestampsMillis()[last] + " " + text(buffer, last);
  }

  private static String text(SampleBuffer buffer, int index) {
    String value =
        buffer.isHistogram(index)
            ? "histogram of "
                + buffer.histogram(index).count()
                + " "
                + java.util.Arrays.toString(buffer.histogram(index).positiveBuckets())
            : Long.toHexString(Double.doubleToRawLongBits(buffer.values()[index]))
                + " "
                + buffer.values()[index];
    return value + " since " + buffer.startTimestampMillis(index);
  }
}
