package io.vigie.tsdb;

import static io.vigie.tsdb.StoreOnDisk.NOW;
import static io.vigie.tsdb.StoreOnDisk.append;
import static io.vigie.tsdb.StoreOnDisk.readAll;
import static io.vigie.tsdb.StoreOnDisk.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import io.vigie.tsdb.wal.SyncPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What was not synced is torn at every step of appending, flushing and merging.
class PowerCutTest {
  private static final int STEPS = 60;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(SyncPolicy.class)
  void losesNothingThatWasSyncedAndInventsNothing(SyncPolicy policy) throws IOException {
    Random random = new Random(policy.ordinal());
    TornDisk disk = new TornDisk();
    Path original = directory.resolve("original");
    TsdbConfig config = StoreOnDisk.configWithRows(1000).withSync(policy, Duration.ofDays(1));
    try (Tsdb tsdb = StoreOnDisk.open(original, config, disk)) {
      Map<Labels, Map<Long, String>> inParts = Map.of();
      for (int step = 0; step < STEPS; step++) {
        append(tsdb, series(step % 5), NOW + step, step);
        if (random.nextInt(15) == 0) {
          tsdb.flush();
          tsdb.merge();
          inParts = readAll(tsdb);
        }
        Path torn = disk.cutPower(original, directory.resolve("torn" + step), random);
        try (Tsdb recovered = UnsyncedDisk.open(torn)) {
          Map<Labels, Map<Long, String>> read = readAll(recovered);
          if (policy == SyncPolicy.BATCH) {
            assertThat(read).isEqualTo(readAll(tsdb));
            assertThat(recovered.recovery().damagedBytes()).isZero();
          } else {
            assertWithin(read, readAll(tsdb));
            assertWithin(inParts, read);
          }
        }
      }
    }
  }

  private static void assertWithin(
      Map<Labels, Map<Long, String>> fewer, Map<Labels, Map<Long, String>> more) {
    fewer.forEach((labels, samples) -> assertThat(more.get(labels)).containsAllEntriesOf(samples));
  }
}
