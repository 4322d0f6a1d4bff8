package io.vigie.tsdb;

import static io.vigie.tsdb.StoreOnDisk.NOW;
import static io.vigie.tsdb.StoreOnDisk.append;
import static io.vigie.tsdb.StoreOnDisk.open;
import static io.vigie.tsdb.StoreOnDisk.readAll;
import static io.vigie.tsdb.StoreOnDisk.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.SeriesLimitException;
import io.vigie.model.metric.StoreChanges;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import io.vigie.testkit.FakeClock;
import io.vigie.tsdb.memtable.HeadLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TsdbTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path directory;

  @Test
  void readsTheSameFromMemoryFromAPartAndAfterARestart() throws IOException {
    Map<Labels, Map<Long, String>> written;
    try (Tsdb tsdb = open(directory)) {
      for (int i = 0; i < 500; i++) {
        append(tsdb, series(i % 3), NOW - 25_000 + i * 100, i * 0.25);
      }
      written = readAll(tsdb);
      assertThat(written).hasSize(3);
      tsdb.flush();
      assertThat(tsdb.parts()).hasSize(2);
      assertThat(readAll(tsdb)).isEqualTo(written);
    }
    try (Tsdb tsdb = open(directory)) {
      assertThat(readAll(tsdb)).isEqualTo(written);
    }
  }

  @Test
  void rebuildsFromTheJournalWhatAKilledProcessHadCommitted(@TempDir Path killed)
      throws IOException {
    try (Tsdb tsdb = open(directory)) {
      append(tsdb, series(1), NOW, 1);
      tsdb.flush();
      append(tsdb, series(1), NOW + 1, 2);
      append(tsdb, series(2), NOW + 1, 3);
      StoreOnDisk.copyAsIfKilled(directory, killed);
      try (Tsdb recovered = open(killed)) {
        assertThat(readAll(recovered)).isEqualTo(readAll(tsdb));
        assertThat(recovered.recovery().samples()).isEqualTo(2);
        assertThat(recovered.recovery().damagedBytes()).isZero();
      }
    }
  }

  @Test
  void deletesTheJournalOfWhatIsInParts() throws IOException {
    try (Tsdb tsdb = open(directory)) {
      append(tsdb, series(1), NOW, 1);
      tsdb.flush();
      try (var segments = Files.list(directory.resolve("wal"))) {
        assertThat(segments.toList()).hasSize(1);
      }
    }
    try (Tsdb tsdb = open(directory)) {
      assertThat(tsdb.recovery().samples()).isZero();
    }
  }

  @Test
  void keepsTheFirstOfTwoValuesThatMetOnlyOnDisk() throws IOException {
    try (Tsdb tsdb = open(directory)) {
      append(tsdb, series(1), NOW, 1);
      tsdb.flush();
      append(tsdb, series(1), NOW, 2);
      Map<Labels, Map<Long, String>> first = readAll(tsdb);
      assertThat(first.get(series(1)).get(NOW)).contains(" 1.0");
      tsdb.flush();
      assertThat(readAll(tsdb)).isEqualTo(first);
      for (int i = 0; i < 5; i++) {
        append(tsdb, series(1), NOW, 3 + i);
        tsdb.flush();
      }
      tsdb.merge();
      assertThat(tsdb.parts()).hasSizeLessThan(7);
      assertThat(readAll(tsdb)).isEqualTo(first);
    }
  }

  @Test
  void noticesADuplicateFarBackInALongSeries() throws IOException {
    try (Tsdb tsdb = open(directory);
        Appender appender = tsdb.appender()) {
      long reference = appender.reference(series(1));
      for (int i = 0; i < 1000; i++) {
        appender.append(reference, NOW + 10 * i, i);
      }
      appender.commit();
      for (int i = 0; i < 1000; i += 90) {
        assertThat(appender.append(reference, NOW + 10 * i, i)).isEqualTo(AppendOutcome.DUPLICATE);
        assertThat(appender.append(reference, NOW + 10 * i, -1))
            .isEqualTo(AppendOutcome.CONFLICTING_VALUE);
        assertThat(appender.append(reference, NOW + 10 * i + 5, -1))
            .isEqualTo(AppendOutcome.ACCEPTED);
      }
      appender.commit();
      assertThat(appender.append(reference, NOW + 905, -1)).isEqualTo(AppendOutcome.DUPLICATE);
      assertThat(readAll(tsdb).get(series(1))).hasSize(1012);
    }
  }

  @Test
  void refusesLabelsThatWouldComeBackAsOthers() throws IOException {
    try (Tsdb tsdb = open(directory);
        Appender appender = tsdb.appender()) {
      assertThatThrownBy(() -> appender.reference(Labels.of("a", "\uD800")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not well-formed");
    }
  }

  @Test
  void deletesSamplesForGoodAndTakesNewOnesInTheirPlace() throws IOException {
    try (Tsdb tsdb = open(directory)) {
      for (int i = 0; i < 10; i++) {
        append(tsdb, series(1), NOW + i, i);
        append(tsdb, series(2), NOW + i, i);
        if (i == 4) {
          tsdb.flush();
        }
      }
      try (Selection before = tsdb.select(TimeRange.ALWAYS, List.of())) {
        long version = tsdb.changes().version();
        tsdb.delete(new TimeRange(NOW + 3, NOW + 6), List.of(LabelMatcher.equal("n", "1")));
        assertThat(tsdb.changes().lowestMillisSince(version)).isBetween(NOW - 1000, NOW + 3);
        SampleBuffer buffer = new SampleBuffer();
        before.series().getFirst().read(Long.MIN_VALUE, Long.MAX_VALUE, buffer);
        assertThat(buffer.size()).isEqualTo(10);
      }
      assertThat(readAll(tsdb).get(series(1)))
          .containsOnlyKeys(NOW, NOW + 1, NOW + 2, NOW + 7, NOW + 8, NOW + 9);
      assertThat(readAll(tsdb).get(series(2))).hasSize(10);
      assertThat(append(tsdb, series(1), NOW + 4, 44)).isEqualTo(AppendOutcome.ACCEPTED);
    }
    try (Tsdb tsdb = open(directory)) {
      assertThat(readAll(tsdb).get(series(1))).hasSize(7).containsKey(NOW + 4);
      tsdb.delete(TimeRange.ALWAYS, List.of(LabelMatcher.equal("__name__", "m")));
      assertThat(readAll(tsdb)).isEmpty();
      assertThat(tsdb.parts()).isEmpty();
    }
    try (Tsdb tsdb = open(directory)) {
      assertThat(readAll(tsdb)).isEmpty();
    }
  }

  @Test
  void listsNoLabelsOfSeriesThatAreDeleted() throws IOException {
    Labels other = Labels.of("__name__", "other", "zone", "a");
    List<LabelMatcher> deleted = List.of(LabelMatcher.equal("__name__", "m"));
    try (Tsdb tsdb = open(directory)) {
      append(tsdb, series(1), NOW, 1);
      append(tsdb, other, NOW, 1);
      tsdb.flush();
      append(tsdb, series(2), NOW + 1, 1);
      assertThat(tsdb.labelNames(TimeRange.ALWAYS, List.of()))
          .containsExactly("__name__", "n", "zone");

      tsdb.delete(TimeRange.ALWAYS, deleted);
      append(tsdb, other, NOW + 2, 2);

      assertThat(tsdb.labelNames(TimeRange.ALWAYS, List.of())).containsExactly("__name__", "zone");
      assertThat(tsdb.labelValues("n", TimeRange.ALWAYS, List.of())).isEmpty();
      assertThat(tsdb.labelValues("__name__", TimeRange.ALWAYS, List.of()))
          .containsExactly("other");
      assertThat(tsdb.labelNames(TimeRange.ALWAYS, deleted)).isEmpty();
    }
    try (Tsdb tsdb = open(directory)) {
      assertThat(tsdb.labelNames(TimeRange.ALWAYS, List.of())).containsExactly("__name__", "zone");
    }
  }

  @Test
  void takesHistoricSamplesAtAnyAgeWithinTheRetention() throws IOException {
    try (Tsdb tsdb = open(directory)) {
      long retention = Duration.ofDays(15).toMillis();
      assertThat(append(tsdb, series(1), NOW, 1)).isEqualTo(AppendOutcome.ACCEPTED);
      assertThat(append(tsdb, series(1), NOW - retention, 2)).isEqualTo(AppendOutcome.ACCEPTED);
      assertThat(append(tsdb, series(1), NOW - retention - 1, 3)).isEqualTo(AppendOutcome.TOO_OLD);
      assertThat(append(tsdb, series(1), NOW + Duration.ofDays(2).toMillis(), 4))
          .isEqualTo(AppendOutcome.TOO_FAR_IN_FUTURE);
      tsdb.flush();
      assertThat(readAll(tsdb).get(series(1))).containsOnlyKeys(NOW, NOW - retention);
    }
  }

  @Test
  void dropsWholePartitionsThatAreOlderThanTheRetention() throws IOException {
    FakeClock clock = new FakeClock();
    TsdbConfig config = StoreOnDisk.config().withRetention(HOUR.multipliedBy(3));
    try (Tsdb tsdb = Tsdb.open(directory, config, clock, Meters.NONE)) {
      append(tsdb, series(1), NOW - HOUR.toMillis(), 1);
      append(tsdb, series(1), NOW, 2);
      tsdb.flush();
      assertThat(tsdb.parts()).hasSize(2);
      clock.advance(HOUR.multipliedBy(3).plusSeconds(1));
      long version = tsdb.changes().version();
      tsdb.flush();
      assertThat(tsdb.changes().lowestMillisSince(version)).isEqualTo(StoreChanges.EVERYTHING);
      assertThat(readAll(tsdb).get(series(1))).containsOnlyKeys(NOW);
      assertThat(tsdb.parts()).hasSize(1);
    }
  }

  @Test
  void dropsTheOldestPartitionsBeyondTheRetentionSize() throws IOException {
    TsdbConfig config = StoreOnDisk.config().withRetentionBytes(1);
    try (Tsdb tsdb = open(directory, config)) {
      append(tsdb, series(1), NOW - HOUR.toMillis(), 1);
      append(tsdb, series(1), NOW, 2);
      tsdb.flush();
      assertThat(readAll(tsdb).get(series(1))).containsOnlyKeys(NOW);
    }
  }

  @Test
  void keepsThePartsOfASelectionUntilItIsClosed() throws IOException {
    FakeClock clock = new FakeClock();
    TsdbConfig config = StoreOnDisk.config().withRetention(HOUR);
    try (Tsdb tsdb = Tsdb.open(directory, config, clock, Meters.NONE)) {
      append(tsdb, series(1), NOW, 1);
      tsdb.flush();
      SampleBuffer buffer = new SampleBuffer();
      try (Selection selection = tsdb.select(TimeRange.ALWAYS, List.of())) {
        clock.advance(HOUR.multipliedBy(3));
        tsdb.flush();
        assertThat(tsdb.parts()).isEmpty();
        selection.series().getFirst().read(Long.MIN_VALUE, Long.MAX_VALUE, buffer);
      }
      assertThat(buffer.size()).isEqualTo(1);
      assertThat(readAll(tsdb)).isEmpty();
      try (var left = Files.list(directory.resolve("partitions"))) {
        assertThat(
                left.flatMap(path ->
                    path.toFile().list().length > 0
                        ? java.util.stream.Stream.of(path)
                        : java.util.stream.Stream.empty()))
            .isEmpty();
      }
    }
  }

  @Test
  void refusesADirectoryThatIsInUse() throws IOException {
    try (Tsdb tsdb = open(directory)) {
      assertThatThrownBy(() -> open(directory))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
      append(tsdb, series(1), NOW, 1);
    }
    open(directory).close();
  }

  @Test
  void quarantinesADamagedPartAndGoesOnWithTheOthers() throws IOException {
    try (Tsdb tsdb = open(directory)) {
      append(tsdb, series(1), NOW, 1);
      tsdb.flush();
      append(tsdb, series(1), NOW + 1, 2);
    }
    Path part = files("part").getFirst();
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length - 1] ^= 1;
    Files.write(part, bytes);
    try (Tsdb tsdb = open(directory)) {
      assertThat(tsdb.recovery().quarantinedFiles()).isEqualTo(1);
      assertThat(readAll(tsdb).get(series(1))).containsOnlyKeys(NOW + 1);
      append(tsdb, series(1), NOW + 2, 3);
    }
    try (var kept = Files.list(directory.resolve("quarantine"))) {
      assertThat(kept.toList()).hasSize(1);
    }
    try (Tsdb tsdb = open(directory)) {
      assertThat(tsdb.recovery().quarantinedFiles()).isZero();
      assertThat(readAll(tsdb).get(series(1))).containsOnlyKeys(NOW + 1, NOW + 2);
    }
  }

  @Test
  void namesTheFileAndTheByteWhenStoredSamplesAreDamaged() throws IOException {
    try (Tsdb tsdb = open(directory);
        Appender appender = tsdb.appender()) {
      Random random = new Random(1);
      long first = appender.reference(series(1));
      long second = appender.reference(series(2));
      for (int i = 0; i < 10_000; i++) {
        appender.append(first, NOW + i, random.nextDouble());
      }
      appender.append(second, NOW, 1);
      appender.commit();
    }
    Path part = files("part").getFirst();
    byte[] bytes = Files.readAllBytes(part);
    bytes[17] ^= 1;
    Files.write(part, bytes);
    try (Tsdb tsdb = open(directory)) {
      assertThatThrownBy(() -> readAll(tsdb))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(part + " is damaged at byte 0");
      assertThat(readAll(tsdb, TimeRange.ALWAYS, List.of(LabelMatcher.equal("n", "2"))))
          .containsOnlyKeys(series(2));
    }
  }

  @Test
  void neverGivesTheNumberOfASeriesAgainThatADamagedIndexHeld() throws IOException {
    try (Tsdb tsdb = open(directory)) {
      append(tsdb, series(1), NOW, 1);
    }
    Path index = files("index").getFirst();
    Files.write(index, new byte[] {1, 2, 3});
    open(directory).close();
    try (Tsdb tsdb = open(directory)) {
      append(tsdb, series(2), NOW, 2);
      tsdb.flush();
      assertThat(readAll(tsdb)).containsOnlyKeys(series(2));
      assertThat(readAll(tsdb).get(series(2)).get(NOW)).contains("2.0");
    }
  }

  @Test
  void removesWhatWasNotFinished() throws IOException {
    try (Tsdb tsdb = open(directory)) {
      append(tsdb, series(1), NOW, 1);
    }
    Path stray =
        files("part").getFirst().resolveSibling("0000000000000009-0000000000000009.part.tmp");
    Files.write(stray, new byte[100]);
    open(directory).close();
    assertThat(stray).doesNotExist();
  }

  @Test
  void refusesNewSeriesBeyondTheLimitAndTakesKnownOnes() throws IOException {
    try (Tsdb tsdb = open(directory, StoreOnDisk.config().withMaxSeries(1));
        Appender appender = tsdb.appender()) {
      long reference = appender.reference(series(1));
      assertThatThrownBy(() -> appender.reference(series(2)))
          .isInstanceOf(SeriesLimitException.class)
          .hasMessageContaining("limit of 1");
      assertThat(appender.append(reference, NOW, 1)).isEqualTo(AppendOutcome.ACCEPTED);
    }
  }

  @Test
  void letsSeriesGoThatWereNotWrittenForLong() throws IOException {
    FakeClock clock = new FakeClock();
    TsdbConfig config =
        StoreOnDisk.config()
            .withHead(
                new HeadLimits(
                    1000, 0, 1 << 20, HOUR, 2, Duration.ofSeconds(30), Duration.ofMinutes(20)));
    try (Tsdb tsdb = Tsdb.open(directory, config, clock, Meters.NONE)) {
      long old;
      try (Appender appender = tsdb.appender()) {
        old = appender.reference(series(1));
        appender.append(old, NOW, 1);
        appender.commit();
      }
      tsdb.flush();
      clock.advance(Duration.ofMinutes(21));
      append(tsdb, series(2), NOW + 1, 2);
      tsdb.flush();
      assertThat(tsdb.headStatistics(10).seriesCount()).isEqualTo(1);
      try (Appender appender = tsdb.appender()) {
        assertThat(appender.append(old, NOW + 2, 3)).isEqualTo(AppendOutcome.UNKNOWN_SERIES);
        long again = appender.reference(series(1));
        assertThat(again).isNotEqualTo(old);
        appender.append(again, NOW + 2, 3);
        appender.commit();
      }
      assertThat(readAll(tsdb)).containsOnlyKeys(series(1), series(2));
      assertThat(readAll(tsdb).get(series(1))).containsOnlyKeys(NOW, NOW + 2);
    }
  }

  @Test
  void keepsAReferenceThatWasJustGivenWhenOthersAreLetGo() throws IOException {
    FakeClock clock = new FakeClock();
    try (Tsdb tsdb = Tsdb.open(directory, StoreOnDisk.config(), clock, Meters.NONE);
        Appender appender = tsdb.appender()) {
      append(tsdb, series(1), NOW, 1);
      tsdb.flush();
      clock.advance(HOUR);
      long reference = appender.reference(series(2));
      append(tsdb, series(3), NOW, 1);
      tsdb.flush();
      assertThat(tsdb.headStatistics(1).seriesCount()).isEqualTo(2);
      assertThat(appender.append(reference, NOW, 1)).isEqualTo(AppendOutcome.ACCEPTED);
      appender.commit();
      assertThat(readAll(tsdb)).containsOnlyKeys(series(1), series(2), series(3));
    }
  }

  @Test
  void commitsABatchWhoseSeriesWasLetGoMeanwhile() throws IOException {
    FakeClock clock = new FakeClock();
    try (Tsdb tsdb = Tsdb.open(directory, StoreOnDisk.config(), clock, Meters.NONE);
        Appender slow = tsdb.appender()) {
      append(tsdb, series(1), NOW, 1);
      slow.append(slow.reference(series(1)), NOW + 1, 2);
      tsdb.flush();
      clock.advance(HOUR);
      append(tsdb, series(2), NOW, 1);
      tsdb.flush();
      slow.commit();
      assertThat(readAll(tsdb).get(series(1))).containsOnlyKeys(NOW, NOW + 1);
    }
  }

  @Test
  void keepsExemplarsThroughARestart(@TempDir Path killed) throws IOException {
    Exemplar exemplar = new Exemplar(Labels.of("trace_id", "abc"), 0.5, NOW);
    try (Tsdb tsdb = open(directory)) {
      try (Appender appender = tsdb.appender()) {
        long reference = appender.reference(series(1));
        assertThat(appender.append(reference, exemplar)).isEqualTo(AppendOutcome.ACCEPTED);
        appender.commit();
        assertThat(appender.append(reference, exemplar)).isEqualTo(AppendOutcome.DUPLICATE);
        assertThat(appender.append(reference, new Exemplar(Labels.EMPTY, 1, NOW - 1)))
            .isEqualTo(AppendOutcome.TOO_OLD);
      }
      StoreOnDisk.copyAsIfKilled(directory, killed);
    }
    try (Tsdb tsdb = open(killed)) {
      assertThat(tsdb.exemplars(TimeRange.ALWAYS, List.of(LabelMatcher.equal("__name__", "m"))))
          .isEqualTo(Map.of(series(1), List.of(exemplar)));
    }
  }

  @Test
  void keepsExemplarsWhoseJournalIsGone(@TempDir Path killed) throws IOException {
    Exemplar first = new Exemplar(Labels.of("trace_id", "abc"), 0.5, NOW);
    Exemplar second = new Exemplar(Labels.of("trace_id", "def"), Double.NaN, NOW + 1);
    try (Tsdb tsdb = open(directory)) {
      append(tsdb, series(1), NOW, 1);
      assertThat(appendExemplar(tsdb, series(1), first)).isEqualTo(AppendOutcome.ACCEPTED);
    }
    try (Tsdb tsdb = open(directory)) {
      assertThat(appendExemplar(tsdb, series(1), first)).isEqualTo(AppendOutcome.DUPLICATE);
      append(tsdb, series(1), NOW + 1, 2);
      tsdb.flush();
      appendExemplar(tsdb, series(1), second);
      append(tsdb, series(1), NOW + 2, 3);
      StoreOnDisk.copyAsIfKilled(directory, killed);
    }
    assertThat(StoreCheck.check(killed).isWhole()).isTrue();
    try (Tsdb tsdb = open(killed)) {
      assertThat(tsdb.exemplars(TimeRange.ALWAYS, List.of()))
          .isEqualTo(Map.of(series(1), List.of(first, second)));
    }
    try (Tsdb tsdb = open(killed)) {
      assertThat(tsdb.exemplars(TimeRange.ALWAYS, List.of()))
          .isEqualTo(Map.of(series(1), List.of(first, second)));
    }
  }

  @Test
  void aDamagedFileOfExemplarsTakesNothingElseAlong() throws IOException {
    try (Tsdb tsdb = open(directory)) {
      append(tsdb, series(1), NOW, 1);
      appendExemplar(tsdb, series(1), new Exemplar(Labels.of("trace_id", "abc"), 0.5, NOW));
    }
    Path file = directory.resolve("EXEMPLARS");
    byte[] bytes = Files.readAllBytes(file);
    bytes[20]++;
    Files.write(file, bytes);
    assertThat(StoreCheck.check(directory).problems()).hasSize(1);
    try (Tsdb tsdb = open(directory)) {
      assertThat(tsdb.exemplars(TimeRange.ALWAYS, List.of())).isEmpty();
      assertThat(readAll(tsdb)).hasSize(1);
      assertThat(tsdb.recovery().quarantinedFiles()).isOne();
    }
  }

  private static AppendOutcome appendExemplar(Tsdb tsdb, Labels series, Exemplar exemplar)
      throws IOException {
    try (Appender appender = tsdb.appender()) {
      AppendOutcome outcome = appender.append(appender.reference(series), exemplar);
      appender.commit();
      return outcome;
    }
  }

  @Test
  void countsWhatIsActive() throws IOException {
    try (Tsdb tsdb = open(directory)) {
      append(tsdb, series(1), NOW, 1);
      append(tsdb, series(2), NOW + 5, 1);
      HeadStatistics statistics = tsdb.headStatistics(1);
      assertThat(statistics.seriesCount()).isEqualTo(2);
      assertThat(statistics.chunkCount()).isEqualTo(2);
      assertThat(statistics.minMillis()).isEqualTo(NOW);
      assertThat(statistics.maxMillis()).isEqualTo(NOW + 5);
      assertThat(statistics.labelPairCount()).isEqualTo(3);
      assertThat(statistics.seriesCountByMetricName())
          .containsExactly(new HeadStatistics.Entry("m", 2));
      assertThat(statistics.labelValueCountByLabelName())
          .containsExactly(new HeadStatistics.Entry("n", 2));
      assertThat(statistics.seriesCountByLabelValuePair())
          .containsExactly(new HeadStatistics.Entry("__name__=m", 2));
    }
  }

  private List<Path> files(String extension) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(path -> path.toString().endsWith("." + extension)).sorted().toList();
    }
  }
}
