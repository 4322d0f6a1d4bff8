package io.vigie.tsdb;

import static io.vigie.tsdb.StoreOnDisk.NOW;
import static io.vigie.tsdb.StoreOnDisk.append;
import static io.vigie.tsdb.StoreOnDisk.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Meters;
import io.vigie.testkit.FakeClock;
import io.vigie.tsdb.Retention.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept how long: for everything, for some series, and by share of the disk. Partitions are
/// of an hour.
class RetentionTest {
  private static final Labels DEBUG = Labels.of("__name__", "m", "level", "debug");
  private static final Labels AUDIT = Labels.of("__name__", "m", "level", "audit");
  private static final Labels OTHER = Labels.of("__name__", "m", "level", "info");
  private static final long HOUR = 3_600_000;

  @TempDir Path directory;

  private final FakeClock clock = new FakeClock();

  private Tsdb open() throws IOException {
    TsdbConfig config = StoreOnDisk.config().withRetention(Duration.ZERO);
    Tsdb tsdb = Tsdb.open(directory, config, clock, Meters.NONE);
    for (Labels labels : List.of(DEBUG, AUDIT, OTHER)) {
      for (int hours = 0; hours < 10; hours++) {
        append(tsdb, labels, NOW - hours * HOUR, hours);
      }
    }
    tsdb.flush();
    return tsdb;
  }

  private static Rule rule(String level, int hours) {
    return new Rule(List.of(LabelMatcher.equal("level", level)), Duration.ofHours(hours));
  }

  private static void apply(Tsdb tsdb, Retention retention) throws IOException {
    tsdb.retention(retention);
    tsdb.merge();
    append(tsdb, Labels.of("__name__", "other"), NOW, 1);
    tsdb.flush();
  }

  @Test
  void changesApplyWithoutARestart() throws IOException {
    try (Tsdb tsdb = open()) {
      apply(tsdb, Retention.of(Duration.ofHours(4)));
      assertThat(readAll(tsdb).get(OTHER)).hasSize(5).doesNotContainKey(NOW - 6 * HOUR);
      assertThat(append(tsdb, OTHER, NOW - 7 * HOUR, 1)).isEqualTo(AppendOutcome.TOO_OLD);
      tsdb.retention(Retention.of(Duration.ofHours(8)));
      assertThat(append(tsdb, OTHER, NOW - 7 * HOUR, 1)).isEqualTo(AppendOutcome.ACCEPTED);
    }
  }

  @Test
  void seriesThatMatchARuleAreKeptAsLongAsItSays() throws IOException {
    try (Tsdb tsdb = open()) {
      apply(
          tsdb,
          new Retention(Duration.ofHours(4), 0, 0, List.of(rule("debug", 2), rule("audit", 8))));
      assertThat(readAll(tsdb).get(DEBUG)).hasSize(3).containsKey(NOW - 2 * HOUR);
      assertThat(readAll(tsdb).get(OTHER)).hasSize(5).containsKey(NOW - 4 * HOUR);
      assertThat(readAll(tsdb).get(AUDIT)).hasSize(9).containsKey(NOW - 8 * HOUR);
    }
    assertThat(StoreCheck.check(directory).problems()).isEmpty();
  }

  @Test
  void theFirstRuleThatMatchesDecides() throws IOException {
    try (Tsdb tsdb = open()) {
      Rule all = new Rule(List.of(LabelMatcher.equal("__name__", "m")), Duration.ofHours(2));
      apply(tsdb, new Retention(Duration.ZERO, 0, 0, List.of(rule("audit", 5), all)));
      assertThat(readAll(tsdb).get(AUDIT)).hasSize(6);
      assertThat(readAll(tsdb).get(OTHER)).hasSize(3);
    }
  }

  @Test
  void aRuleMayKeepForEver() throws IOException {
    try (Tsdb tsdb = open()) {
      apply(tsdb, new Retention(Duration.ofHours(1), 0, 0, List.of(rule("audit", 0))));
      assertThat(readAll(tsdb).get(AUDIT)).hasSize(10);
      assertThat(readAll(tsdb).get(OTHER)).hasSize(2);
    }
  }

  @Test
  void aShareOfTheDiskDropsTheOldestPartitionsButNeverTheNewest() throws IOException {
    try (Tsdb tsdb = open()) {
      apply(tsdb, new Retention(Duration.ZERO, 0, 100, List.of()));
      assertThat(readAll(tsdb).get(OTHER)).hasSize(10);
      apply(tsdb, new Retention(Duration.ZERO, Long.MAX_VALUE, 1e-12, List.of()));
      assertThat(readAll(tsdb).get(OTHER)).containsOnlyKeys(NOW);
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new Retention(Duration.ZERO, 0, 101, List.of()))
        .hasMessageContaining("101");
    assertThatThrownBy(() -> new Retention(Duration.ZERO, -1, 0, List.of()))
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> rule("audit", -1)).hasMessageContaining("PT-1H");
  }
}
