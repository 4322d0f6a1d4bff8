package io.vigie.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.CommitLog;
import io.vigie.model.metric.CommitLog.Position;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Meters;
import io.vigie.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitLogTest {
  @TempDir Path folder;

  private final FakeClock clock = new FakeClock();
  private final long now = clock.millis();

  private static final class Seen implements CommitLog.Visitor {
    final List<String> lines = new ArrayList<>();

    @Override
    public void sample(Labels series, long at, double value, long start) {
      lines.add(
          series.metricName() + "@" + at + "=" + value + (start == 0 ? "" : " since " + start));
    }

    @Override
    public void sample(Labels series, long at, Histogram histogram, long start) {
      lines.add(series.metricName() + "@" + at + "=" + histogram);
    }

    @Override
    public void exemplar(Labels series, Exemplar exemplar) {
      lines.add(series.metricName() + " " + exemplar.labels());
    }
  }

  private Tsdb open() throws IOException {
    return Tsdb.open(folder, TsdbConfig.defaults(), clock, Meters.NONE);
  }

  private void write(Tsdb tsdb, String name, int... values) throws IOException {
    try (Appender appender = tsdb.appender()) {
      long reference = appender.reference(Labels.of("__name__", name));
      for (int value : values) {
        appender.append(reference, now + value, value);
      }
      appender.commit();
    }
  }

  private static List<String> readAll(CommitLog.Reader reader) throws IOException {
    Seen seen = new Seen();
    while (reader.read(seen)) {
      // until nothing is left
    }
    return seen.lines;
  }

  private String line(String name, int value) {
    return name + "@" + (now + value) + "=" + value + ".0";
  }

  @Test
  void readsWhatIsCommittedAfterAPlaceAndGoesOnWhenThereIsMore() throws IOException {
    try (Tsdb tsdb = open()) {
      write(tsdb, "before", 1);
      try (CommitLog.Reader reader = tsdb.commitLog().open(tsdb.commitLog().end())) {
        assertThat(readAll(reader)).isEmpty();
        write(tsdb, "before", 2, 3);
        write(tsdb, "after", 4);
        assertThat(readAll(reader))
            .containsExactly(line("before", 2), line("before", 3), line("after", 4));
        assertThat(reader.position()).isEqualTo(tsdb.commitLog().end());
        write(tsdb, "after", 5);
        assertThat(readAll(reader)).containsExactly(line("after", 5));
      }
    }
  }

  @Test
  void saysEverythingThatASampleHas() throws IOException {
    try (Tsdb tsdb = open();
        CommitLog.Reader reader = tsdb.commitLog().open(tsdb.commitLog().end());
        Appender appender = tsdb.appender()) {
      long reference = appender.reference(Labels.of("__name__", "x"));
      appender.startTimestamp(reference, now - 5);
      appender.append(reference, now, 1);
      appender.append(reference, new Exemplar(Labels.of("trace_id", "t"), 1, now));
      appender.commit();
      assertThat(readAll(reader))
          .containsExactly("x@" + now + "=1.0 since " + (now - 5), "x {trace_id=\"t\"}");
    }
  }

  @Test
  void keepsWhatIsNeededAcrossFlushesAndRestarts() throws IOException {
    Position start;
    try (Tsdb tsdb = open()) {
      start = tsdb.commitLog().end();
      tsdb.commitLog().keepFrom(Optional.of(start));
      write(tsdb, "x", 1);
      tsdb.flush();
      write(tsdb, "x", 2);
      tsdb.flush();
      write(tsdb, "y", 3);
    }
    try (Tsdb tsdb = open()) {
      write(tsdb, "y", 4);
      tsdb.flush();
      try (CommitLog.Reader reader = tsdb.commitLog().open(start)) {
        assertThat(readAll(reader))
            .containsExactly(line("x", 1), line("x", 2), line("y", 3), line("y", 4));
        tsdb.commitLog().keepFrom(Optional.of(reader.position()));
      }
      assertThat(Files.list(folder.resolve("unsent"))).isEmpty();
      tsdb.commitLog().keepFrom(Optional.empty());
      assertThat(folder.resolve("unsent")).doesNotExist();
      // A place that is not kept any more means the oldest one that is.
      try (CommitLog.Reader reader = tsdb.commitLog().open(start)) {
        assertThat(readAll(reader)).isEmpty();
        write(tsdb, "z", 5);
        assertThat(readAll(reader)).containsExactly(line("z", 5));
      }
    }
  }

  @Test
  void waitsForABatchThatIsHalfWrittenAndGoesPastOneThatStaysSo() throws IOException {
    try (Tsdb tsdb = open();
        CommitLog.Reader reader = tsdb.commitLog().open(tsdb.commitLog().end())) {
      tsdb.commitLog().keepFrom(Optional.of(tsdb.commitLog().end()));
      write(tsdb, "x", 1);
      Path segment = segments().getLast();
      byte[] half = {100, 0, 0, 0, 1, 2, 3, 4, 5};
      Files.write(segment, half, StandardOpenOption.APPEND);
      assertThat(readAll(reader)).containsExactly(line("x", 1));
      tsdb.flush();
      write(tsdb, "x", 2);
      assertThat(readAll(reader)).containsExactly(line("x", 2));
    }
  }

  private List<Path> segments() throws IOException {
    try (var files = Files.list(folder.resolve("wal"))) {
      return files.sorted().toList();
    }
  }
}
