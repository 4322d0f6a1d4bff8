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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The journal cut, zeroed and flipped at every byte: the store opens, reports, and has every batch
/// before the damage.
class TornJournalTest {
  private static final int BATCHES = 6;

  @TempDir Path directory;

  private byte[] journal;
  private Path killed;

  /// Length of the journal after each commit.
  private final List<Integer> lengths = new ArrayList<>();

  @BeforeEach
  void writeAJournal() throws IOException {
    Path original = directory.resolve("original");
    try (Tsdb tsdb = UnsyncedDisk.open(original)) {
      Path segment = original.resolve("wal/0000000000000001.wal");
      lengths.add((int) Files.size(segment));
      for (int i = 0; i < BATCHES; i++) {
        append(tsdb, series(i % 4), NOW + i, i);
        lengths.add((int) Files.size(segment));
      }
      killed = StoreOnDisk.copyAsIfKilled(original, directory.resolve("killed"));
      journal = Files.readAllBytes(segment);
    }
  }

  @Tag("slow")
  @Test
  void keepsEveryWholeBatchOfAJournalThatIsCut() throws IOException {
    for (int length = 0; length < journal.length; length++) {
      Map<Labels, Map<Long, String>> read = recover(Arrays.copyOf(journal, length), length);
      assertThat(read).as("cut at %d", length).isEqualTo(batchesBefore(length));
    }
  }

  @Tag("slow")
  @Test
  void keepsEveryBatchBeforeATailOfZeros() throws IOException {
    for (int from = 16; from < journal.length; from++) {
      byte[] zeroed = journal.clone();
      Arrays.fill(zeroed, from, zeroed.length, (byte) 0);
      if (!Arrays.equals(zeroed, journal)) {
        assertThat(recover(zeroed, from))
            .as("zero from %d", from)
            .isEqualTo(batchesBefore(Arrays.mismatch(zeroed, journal)));
      }
    }
  }

  @Tag("slow")
  @Test
  void keepsEveryBatchBeforeAFlippedBitAndInventsNone() throws IOException {
    Map<Labels, Map<Long, String>> all = batchesBefore(journal.length);
    for (int at = 16; at < journal.length; at++) {
      byte[] flipped = journal.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      Map<Labels, Map<Long, String>> read = recover(flipped, at);
      assertThat(pairs(read)).as("flipped at %d", at).containsAll(pairs(batchesBefore(at)));
      assertThat(pairs(all)).as("flipped at %d", at).containsAll(pairs(read));
    }
  }

  @Test
  void goesOnAfterADamagedBatchIfTheNextOneIsWhole() throws IOException {
    byte[] flipped = journal.clone();
    flipped[lengths.get(4) + 20] ^= 1;

    Map<Labels, Map<Long, String>> read = recover(flipped, lengths.get(4));

    assertThat(read.get(series(1))).containsOnlyKeys(NOW + 1, NOW + 5);
    assertThat(read.get(series(0))).containsOnlyKeys(NOW);
  }

  @Test
  void reportsDamageOnceAndKeepsTheDamagedBytes() throws IOException {
    Path store = prepare(Arrays.copyOf(journal, journal.length - 3), "once");
    try (Tsdb tsdb = UnsyncedDisk.open(store)) {
      assertThat(tsdb.recovery().damagedBytes()).isPositive();
      assertThat(tsdb.recovery().quarantinedFiles()).isEqualTo(1);
      try (var kept = Files.list(store.resolve("quarantine"))) {
        assertThat(kept.map(path -> path.getFileName().toString()).toList())
            .singleElement()
            .asString()
            .startsWith("0000000000000001.wal-")
            .endsWith(".damaged");
      }
    }
    try (Tsdb tsdb = UnsyncedDisk.open(store)) {
      assertThat(tsdb.recovery().damagedBytes()).isZero();
      assertThat(readAll(tsdb)).isEqualTo(batchesBefore(journal.length - 3));
    }
  }

  private Map<Labels, Map<Long, String>> recover(byte[] damagedJournal, int number)
      throws IOException {
    Path store = prepare(damagedJournal, Integer.toString(number));
    try (Tsdb tsdb = UnsyncedDisk.open(store)) {
      boolean whole = damagedJournal.length == 0 || lengths.contains(damagedJournal.length);
      boolean cut = damagedJournal.length < journal.length;
      assertThat(tsdb.recovery().damagedBytes() > 0)
          .as("damage reported at %d", number)
          .isEqualTo(!cut || !whole);
      Map<Labels, Map<Long, String>> read = readAll(tsdb);
      append(tsdb, series(9), NOW, 9);
      assertThat(readAll(tsdb)).containsKey(series(9));
      return read;
    } finally {
      deleteAll(store);
    }
  }

  private Path prepare(byte[] damagedJournal, String name) throws IOException {
    Path store = directory.resolve(name);
    StoreOnDisk.copyAsIfKilled(killed, store);
    Files.write(store.resolve("wal/0000000000000001.wal"), damagedJournal);
    return store;
  }

  private static void deleteAll(Path store) throws IOException {
    try (var files = Files.walk(store)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Map<Labels, Map<Long, String>> batchesBefore(int length) {
    Map<Labels, Map<Long, String>> expected = new TreeMap<>();
    for (int i = 0; i < BATCHES; i++) {
      if (lengths.get(i + 1) <= length) {
        expected
            .computeIfAbsent(series(i % 4), _ -> new TreeMap<>())
            .put(
                NOW + i,
                Long.toHexString(Double.doubleToRawLongBits(i)) + " " + (double) i + " since 0");
      }
    }
    return expected;
  }

  private static List<String> pairs(Map<Labels, Map<Long, String>> samples) {
    List<String> pairs = new ArrayList<>();
    samples.forEach((labels, values) ->
        values.forEach((timestamp, value) -> pairs.add(labels + " " + timestamp + " " + value)));
    return pairs;
  }
}
