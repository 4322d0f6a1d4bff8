package io.vigie.tsdb;

import static io.vigie.tsdb.StoreOnDisk.NOW;
import static io.vigie.tsdb.StoreOnDisk.append;
import static io.vigie.tsdb.StoreOnDisk.readAll;
import static io.vigie.tsdb.StoreOnDisk.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A snapshot is a store of its own, as the other one was at a moment.
class SnapshotTest {
  @TempDir Path directory;

  private Path path(String name) {
    return directory.resolve("snapshots").resolve(name);
  }

  @Test
  void holdsWhatWasCommittedAndStaysAsItIs() throws IOException {
    try (Tsdb tsdb = StoreOnDisk.open(directory)) {
      append(tsdb, series(1), NOW - 7_200_000, 1);
      append(tsdb, series(2), NOW, 2);
      Map<Labels, Map<Long, String>> before = readAll(tsdb);
      String name = tsdb.snapshot(false);
      assertThat(name).matches("\\d{8}T\\d{6}Z-[0-9a-f]{16}");
      tsdb.delete(TimeRange.ALWAYS, List.of());
      append(tsdb, series(3), NOW, 3);

      assertThat(StoreCheck.check(path(name)).problems()).isEmpty();
      try (Tsdb copy = StoreOnDisk.open(path(name))) {
        assertThat(readAll(copy)).isEqualTo(before);
      }
    }
  }

  @Test
  void leavesOutTheMemoryIfAskedTo() throws IOException {
    try (Tsdb tsdb = StoreOnDisk.open(directory)) {
      append(tsdb, series(1), NOW, 1);
      tsdb.flush();
      append(tsdb, series(2), NOW, 2);
      try (Tsdb copy = StoreOnDisk.open(path(tsdb.snapshot(true)))) {
        assertThat(readAll(copy)).containsOnlyKeys(series(1));
      }
    }
  }

  @Test
  void whatWasNotFinishedIsRemovedAtTheNextStart() throws IOException {
    Path unfinished = path("20260101T000000Z-1.tmp").resolve("partitions/0");
    Files.createDirectories(unfinished);
    Files.writeString(unfinished.resolve("x"), "y");
    StoreOnDisk.open(directory).close();
    assertThat(directory.resolve("snapshots")).isEmptyDirectory();
  }

  @Test
  void isConsistentWhileOthersWrite() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger committed = new AtomicInteger(-1);
    try (Tsdb tsdb = StoreOnDisk.open(directory, StoreOnDisk.configWithRows(300))) {
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; !stop.get(); i++) {
                  try {
                    append(tsdb, series(i % 7), NOW + i, i);
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                  committed.set(i);
                }
              });
      for (int round = 0; round < 5; round++) {
        int atLeast = committed.get();
        String name = tsdb.snapshot(false);
        int atMost = committed.get() + 1;
        assertThat(StoreCheck.check(path(name)).problems()).isEmpty();
        try (Tsdb copy = StoreOnDisk.open(path(name))) {
          int samples = readAll(copy).values().stream().mapToInt(Map::size).sum();
          assertThat(samples - 1).isBetween(atLeast, atMost);
        }
      }
      stop.set(true);
      writer.join();
    }
  }
}
