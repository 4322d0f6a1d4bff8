package io.vigie.tsdb;

import static io.vigie.tsdb.StoreOnDisk.NOW;
import static io.vigie.tsdb.StoreOnDisk.append;
import static io.vigie.tsdb.StoreOnDisk.readAll;
import static io.vigie.tsdb.StoreOnDisk.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Staleness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sample whose twin lies in a part already is told apart as one in memory is.
class LateSamplesTest {
  @TempDir Path directory;

  @Test
  void aTwinInAPartIsADuplicateAndAnotherValueIsRefused() throws IOException {
    try (Tsdb tsdb = StoreOnDisk.open(directory)) {
      append(tsdb, series(1), NOW, 1);
      append(tsdb, series(1), NOW + 10, 2);
      tsdb.flush();
      Map<?, ?> before = readAll(tsdb);
      assertThat(append(tsdb, series(1), NOW, 1)).isEqualTo(AppendOutcome.DUPLICATE);
      assertThat(append(tsdb, series(1), NOW, 3)).isEqualTo(AppendOutcome.CONFLICTING_VALUE);
      assertThat(append(tsdb, series(1), NOW, Staleness.MARKER))
          .isEqualTo(AppendOutcome.CONFLICTING_VALUE);
      assertThat(readAll(tsdb)).isEqualTo(before);
      assertThat(append(tsdb, series(1), NOW + 5, 3)).isEqualTo(AppendOutcome.ACCEPTED);
    }
  }

  @Test
  void soIsTheFirstSampleOfASeriesAfterARestart() throws IOException {
    try (Tsdb tsdb = StoreOnDisk.open(directory)) {
      append(tsdb, series(1), NOW, 1);
    }
    try (Tsdb tsdb = StoreOnDisk.open(directory)) {
      assertThat(append(tsdb, series(1), NOW, 1)).isEqualTo(AppendOutcome.DUPLICATE);
      assertThat(append(tsdb, series(1), NOW, 3)).isEqualTo(AppendOutcome.CONFLICTING_VALUE);
      assertThat(append(tsdb, series(2), NOW, 3)).isEqualTo(AppendOutcome.ACCEPTED);
      assertThat(append(tsdb, series(1), NOW + 1, 3)).isEqualTo(AppendOutcome.ACCEPTED);
    }
  }

  @Test
  void soIsALaterOneAfterARestartThatIsStillOlderThanWhatIsStored() throws IOException {
    try (Tsdb tsdb = StoreOnDisk.open(directory)) {
      append(tsdb, series(1), NOW, 1);
      append(tsdb, series(1), NOW + 20, 2);
    }
    try (Tsdb tsdb = StoreOnDisk.open(directory)) {
      assertThat(append(tsdb, series(1), NOW + 10, 3)).isEqualTo(AppendOutcome.ACCEPTED);
      assertThat(append(tsdb, series(1), NOW + 20, 3)).isEqualTo(AppendOutcome.CONFLICTING_VALUE);
    }
  }
}
