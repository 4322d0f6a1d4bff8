package io.vigie.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that appends, flushes and merges is killed at random moments, again and again on the
/// same directory: what it had acknowledged is there.
@Tag("slow")
class KilledProcessTest {
  /// `-Dtsdb.kills=200` is the whole proof.
  private static final int KILLS = Integer.getInteger("tsdb.kills", 5);

  @TempDir Path directory;

  @Test
  void losesNothingThatWasAcknowledgedAndInventsNothing() throws Exception {
    Random random = new Random();
    int acknowledged = -1;
    for (int kill = 0; kill < KILLS; kill++) {
      acknowledged = appendUntilKilled(acknowledged + 1, 1 + random.nextInt(600));
      assertThat(StoreCheck.check(directory).problems()).isEmpty();
      int present = check(acknowledged);
      // The batch after the last acknowledged one may have been committed without a word.
      assertThat(present).isBetween(acknowledged, acknowledged + 1);
      acknowledged = present;
    }
  }

  private int appendUntilKilled(int first, int batches) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AppendingProcess.class.getName(),
                directory.toString(),
                Integer.toString(first))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int last = first - 1;
    try (BufferedReader output =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (int i = 0; i < batches; i++) {
        last = Integer.parseInt(output.readLine());
      }
      // Not through the process itself, which would close the stream with acknowledgements in it.
      ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last = line.isEmpty() ? last : Math.max(last, Integer.parseInt(line));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return last;
  }

  /// Checks that every series has every batch up to the acknowledged one, once, with its value;
  /// answers which batch is the last.
  private int check(int acknowledged) throws IOException {
    int last = -1;
    SampleBuffer buffer = new SampleBuffer();
    try (Tsdb tsdb = StoreOnDisk.open(directory, StoreOnDisk.configWithRows(2000));
        Selection selection = tsdb.select(TimeRange.ALWAYS, List.of())) {
      assertThat(tsdb.recovery().damagedBytes()).isZero();
      assertThat(selection.series()).hasSize(AppendingProcess.SERIES);
      for (Series series : selection.series()) {
        buffer.clear();
        series.read(Long.MIN_VALUE, Long.MAX_VALUE, buffer);
        int number = Integer.parseInt(series.labels().get("n"));
        for (int i = 0; i < buffer.size(); i++) {
          assertThat(buffer.timestampsMillis()[i])
              .isEqualTo(AppendingProcess.START_MILLIS + i * 1000L);
          assertThat(buffer.values()[i]).isEqualTo(i + number / 100.0);
        }
        assertThat(buffer.size() - 1).isGreaterThanOrEqualTo(acknowledged);
        last = last < 0 ? buffer.size() - 1 : last;
        assertThat(buffer.size() - 1).as("a batch is there as a whole").isEqualTo(last);
      }
    }
    return last;
  }
}
