package io.vigie.tsdb;

import static io.vigie.tsdb.StoreOnDisk.NOW;
import static io.vigie.tsdb.StoreOnDisk.append;
import static io.vigie.tsdb.StoreOnDisk.readAll;
import static io.vigie.tsdb.StoreOnDisk.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Parts and indexes cut and flipped: the store opens without the file, says so, and goes on.
class DamagedFilesTest {
  @TempDir Path directory;

  private Path killed;
  private Map<Labels, Map<Long, String>> healthy;
  private Path original;

  @BeforeEach
  void writeTwoPartitions() throws IOException {
    original = directory.resolve("original");
    try (Tsdb tsdb = UnsyncedDisk.open(original)) {
      append(tsdb, series(1), NOW, 1);
      append(tsdb, series(2), NOW - 3_600_000, 2);
    }
    try (Tsdb tsdb = UnsyncedDisk.open(original)) {
      healthy = readAll(tsdb);
    }
    killed = StoreOnDisk.copyAsIfKilled(original, directory.resolve("killed"));
  }

  @Test
  void opensWithoutAPartThatIsCutOrFlippedAnywhere() throws IOException {
    damageEverywhere(".part", 13);
  }

  @Test
  void opensWithoutAnIndexThatIsCutOrFlippedAnywhere() throws IOException {
    damageEverywhere(".index", 37);
  }

  @Tag("slow")
  @Test
  void opensWithoutAPartThatIsCutOrFlippedAtAnyByte() throws IOException {
    damageEverywhere(".part", 1);
  }

  private void damageEverywhere(String suffix, int step) throws IOException {
    Path victim = find(killed.resolve("partitions").resolve(Long.toString(NOW)), suffix);
    byte[] bytes = Files.readAllBytes(victim);
    for (int at = 0; at < bytes.length; at += step) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      openDamaged(victim, flipped, "flipped at " + at);
      openDamaged(victim, Arrays.copyOf(bytes, at), "cut at " + at);
    }
  }

  private void openDamaged(Path victim, byte[] bytes, String what) throws IOException {
    Path store = StoreOnDisk.copyAsIfKilled(killed, directory.resolve("damaged"));
    Path damaged = store.resolve(killed.relativize(victim).toString());
    Files.write(damaged, bytes);
    try (Tsdb tsdb = UnsyncedDisk.open(store)) {
      assertThat(tsdb.recovery().quarantinedFiles()).as(what).isEqualTo(1);
      assertThat(readAll(tsdb)).as(what).containsOnlyKeys(series(2));
      assertThat(readAll(tsdb).get(series(2))).as(what).isEqualTo(healthy.get(series(2)));
      append(tsdb, series(3), NOW, 3);
    }
    deleteAll(store);
  }

  private static Path find(Path directory, String suffix) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(path -> path.toString().endsWith(suffix)).findFirst().orElseThrow();
    }
  }

  private static void deleteAll(Path store) throws IOException {
    try (var files = Files.walk(store)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
