package io.vigie.tsdb;

import static io.vigie.tsdb.StoreOnDisk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queries run while others append, and while memtables become parts and parts are merged: each
/// sees every commit that returned before it, whole batches only, and the same each time it reads.
class ConcurrentUseTest {
  private static final int WRITERS = 3;
  private static final int BATCHES = 400;
  private static final int SERIES = 5;

  @TempDir Path directory;

  @Test
  void everySelectionIsConsistent() throws Exception {
    try (Tsdb tsdb = StoreOnDisk.open(directory, StoreOnDisk.configWithRows(300));
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicInteger[] committed = new AtomicInteger[WRITERS];
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        committed[writer] = new AtomicInteger();
        writers.add(executor.submit(writing(tsdb, writer, committed[writer])));
      }
      do {
        for (int writer = 0; writer < WRITERS; writer++) {
          checkSelection(tsdb, writer, committed[writer].get());
        }
        tsdb.merge();
      } while (writers.stream().anyMatch(future -> !future.isDone()));
      for (Future<?> writer : writers) {
        writer.get();
      }
      for (int writer = 0; writer < WRITERS; writer++) {
        checkSelection(tsdb, writer, BATCHES);
      }
      assertThat(tsdb.parts()).isNotEmpty();
    }
  }

  private static Callable<Void> writing(Tsdb tsdb, int writer, AtomicInteger committed) {
    return () -> {
      for (int batch = 0; batch < BATCHES; batch++) {
        try (Appender appender = tsdb.appender()) {
          for (int series = 0; series < SERIES; series++) {
            long reference = appender.reference(StoreOnDisk.series(writer * SERIES + series));
            appender.append(reference, NOW + batch * 1000L, batch);
          }
          appender.commit();
        }
        committed.incrementAndGet();
      }
      return null;
    };
  }

  private static void checkSelection(Tsdb tsdb, int writer, int committedBefore)
      throws IOException {
    try (Selection selection = tsdb.select(TimeRange.ALWAYS, List.of())) {
      int first = -1;
      for (Series series : selection.series()) {
        int number = Integer.parseInt(series.labels().get("n"));
        if (number / SERIES == writer) {
          int batches = batchesOf(series);
          assertThat(batchesOf(series)).isEqualTo(batches);
          assertThat(batches).isGreaterThanOrEqualTo(committedBefore);
          first = first < 0 ? batches : first;
          assertThat(batches).as("a batch is there for all its series").isEqualTo(first);
        }
      }
      assertThat(first >= 0 || committedBefore == 0).isTrue();
    }
  }

  private static int batchesOf(Series series) throws IOException {
    SampleBuffer buffer = new SampleBuffer();
    series.read(Long.MIN_VALUE, Long.MAX_VALUE, buffer);
    for (int i = 0; i < buffer.size(); i++) {
      assertThat(buffer.timestampsMillis()[i]).isEqualTo(NOW + i * 1000L);
      assertThat(buffer.values()[i]).isEqualTo(i);
    }
    return buffer.size();
  }
}
