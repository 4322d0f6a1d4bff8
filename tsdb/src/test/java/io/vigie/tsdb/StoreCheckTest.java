package io.vigie.tsdb;

import static io.vigie.tsdb.StoreOnDisk.NOW;
import static io.vigie.tsdb.StoreOnDisk.append;
import static io.vigie.tsdb.StoreOnDisk.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The check finds any damage to any file, names the file, and finds nothing where nothing is
/// wrong.
class StoreCheckTest {
  @TempDir Path directory;

  private Path killed;

  @BeforeEach
  void writeAStoreWithEveryKindOfFile() throws IOException {
    Path original = directory.resolve("original");
    try (Tsdb tsdb = UnsyncedDisk.open(original)) {
      for (int i = 0; i < 60; i++) {
        append(tsdb, series(i % 5), NOW - i * 120_000L, i);
        if (i % 20 == 10) {
          tsdb.flush();
        }
      }
      killed = StoreOnDisk.copyAsIfKilled(original, directory.resolve("killed"));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(killed)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void aStoreThatWasKilledIsWhole() throws IOException {
    StoreCheck.Report report = StoreCheck.check(killed);
    assertThat(report.problems()).isEmpty();
    assertThat(report.samples() + report.journalSamples()).isEqualTo(60);
    assertThat(report.parts()).isPositive();
  }

  @Test
  void aFlippedBitAnywhereIsFound() throws IOException {
    for (Path file : files()) {
      byte[] whole = Files.readAllBytes(file);
      // Bytes 10 to 15 of a header mean nothing.
      for (int at = 0; at < whole.length; at += at == 7 ? 9 : 7) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << at % 8);
        Files.write(file, flipped);
        StoreCheck.Report report = StoreCheck.check(killed);
        // A length of the last batch that says too much looks like a batch cut by a kill.
        assertThat(
                report.problems().stream().anyMatch(problem -> problem.file().equals(file))
                    || report.remarks().stream()
                        .anyMatch(remark -> remark.startsWith(file.toString())))
            .as("%s at %d", file, at)
            .isTrue();
      }
      Files.write(file, whole);
    }
    assertThat(StoreCheck.check(killed).problems()).isEmpty();
  }

  @Test
  void aJournalThatIsCutInItsLastBatchIsWhatAKillLeaves() throws IOException {
    Path journal =
        files().stream().filter(file -> file.toString().endsWith(".wal")).findFirst().orElseThrow();
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, Arrays.copyOf(whole, whole.length - 3));
    StoreCheck.Report report = StoreCheck.check(killed);
    assertThat(report.problems()).isEmpty();
    assertThat(report.remarks()).singleElement().asString().contains("not acknowledged");
  }

  @Test
  void aPartWithoutItsIndexIsFound() throws IOException {
    Path index =
        files().stream()
            .filter(file -> file.toString().endsWith(".index"))
            .findFirst()
            .orElseThrow();
    Files.delete(index);
    assertThat(StoreCheck.check(killed).problems())
        .isNotEmpty()
        .allMatch(problem -> problem.what().contains("in no index segment"));
  }

  @Test
  void aDirectoryInUseOrWithoutAStoreIsRefused() throws IOException {
    assertThatThrownBy(() -> StoreCheck.check(directory)).hasMessageContaining("no store");
    try (Tsdb _ = StoreOnDisk.open(killed)) {
      assertThatThrownBy(() -> StoreCheck.check(killed)).hasMessageContaining("in use by process");
    }
  }
}
