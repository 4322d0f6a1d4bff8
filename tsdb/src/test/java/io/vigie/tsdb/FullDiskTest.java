package io.vigie.tsdb;

import static io.vigie.tsdb.StoreOnDisk.NOW;
import static io.vigie.tsdb.StoreOnDisk.append;
import static io.vigie.tsdb.StoreOnDisk.open;
import static io.vigie.tsdb.StoreOnDisk.readAll;
import static io.vigie.tsdb.StoreOnDisk.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.tsdb.memtable.HeadLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  @TempDir Path directory;

  private final FullDisk disk = new FullDisk();

  @Test
  void refusesCommitsKeepsAnsweringAndRecoversWhenSpaceReturns(@TempDir Path killed)
      throws IOException {
    try (Tsdb tsdb = open(directory, StoreOnDisk.config(), disk)) {
      append(tsdb, series(1), NOW, 1);
      for (int left = 0; left < 40; left++) {
        disk.setBytesLeft(left);
        long timestamp = NOW + 1 + left;
        assertThatThrownBy(() -> append(tsdb, series(2), timestamp, 2))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("refused")
            .hasMessageContaining(directory.toString())
            .hasMessageContaining("No space left");
        assertThat(readAll(tsdb)).containsOnlyKeys(series(1));
      }
      disk.free();
      append(tsdb, series(2), NOW + 100, 3);
      assertThat(readAll(tsdb).get(series(2))).containsOnlyKeys(NOW + 100);
      StoreOnDisk.copyAsIfKilled(directory, killed);
      try (Tsdb recovered = open(killed)) {
        assertThat(readAll(recovered)).isEqualTo(readAll(tsdb));
        assertThat(recovered.recovery().damagedBytes()).isZero();
      }
    }
  }

  @Test
  void keepsInMemoryWhatCannotBeWrittenToAPart() throws IOException {
    try (Tsdb tsdb = open(directory, StoreOnDisk.config(), disk)) {
      append(tsdb, series(1), NOW, 1);
      disk.setBytesLeft(100);
      assertThatThrownBy(tsdb::flush).isInstanceOf(IOException.class);
      assertThat(readAll(tsdb)).containsOnlyKeys(series(1));
      assertThat(tsdb.parts()).isEmpty();
      disk.free();
      tsdb.flush();
      assertThat(tsdb.parts()).hasSize(1);
      assertThat(readAll(tsdb)).containsOnlyKeys(series(1));
    }
  }

  @Test
  void refusesCommitsRatherThanFillTheMemory() throws IOException {
    HeadLimits limits =
        new HeadLimits(
            5, 0, 1 << 20, Duration.ofHours(2), 1, Duration.ofMillis(1), Duration.ofHours(1));
    FailingParts parts = new FailingParts();
    try (Tsdb tsdb = open(directory, StoreOnDisk.config().withHead(limits), parts)) {
      parts.fail = true;
      int accepted = 0;
      IOException refusal = null;
      for (int i = 0; i < 100 && refusal == null; i++) {
        try {
          append(tsdb, series(1), NOW + i, i);
          accepted++;
        } catch (IOException e) {
          refusal = e;
        }
      }
      assertThat(refusal).hasMessageContaining("memory holds as many samples as it may");
      assertThat(accepted).isLessThanOrEqualTo(15);
      assertThat(readAll(tsdb).get(series(1))).hasSize(accepted);
      parts.fail = false;
      tsdb.flush();
      append(tsdb, series(1), NOW + 1000, 1);
      assertThat(readAll(tsdb).get(series(1))).hasSize(accepted + 1);
    }
  }

  /// Writes the journal but no parts.
  private static final class FailingParts implements io.vigie.tsdb.format.Disk {
    volatile boolean fail;

    @Override
    public WritableFile create(Path path) throws IOException {
      if (fail && path.toString().contains(".part")) {
        throw new IOException("cannot write " + path + ": No space left on device");
      }
      return LOCAL.create(path);
    }
  }
}
