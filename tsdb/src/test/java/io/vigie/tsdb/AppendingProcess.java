package io.vigie.tsdb;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.nio.file.Path;

/// A process to be killed: appends batches and says each one's number once it is committed. Batch
/// `n` is the sample `n` of every series; it starts after the number given.
final class AppendingProcess {
  static final int SERIES = 50;

  /// Timestamp of batch 0.
  static final long START_MILLIS = 1_767_225_600_000L;

  private AppendingProcess() {}

  public static void main(String[] arguments) throws IOException {
    int next = Integer.parseInt(arguments[1]);
    try (Tsdb tsdb = StoreOnDisk.open(Path.of(arguments[0]), StoreOnDisk.configWithRows(2000))) {
      Appender appender = tsdb.appender();
      while (true) {
        for (int series = 0; series < SERIES; series++) {
          long reference = appender.reference(labels(series));
          appender.append(reference, START_MILLIS + next * 1000L, next + series / 100.0);
        }
        appender.commit();
        System.out.println(next);
        next++;
      }
    }
  }

  static Labels labels(int series) {
    return Labels.of("__name__", "killed", "n", Integer.toString(series));
  }
}
