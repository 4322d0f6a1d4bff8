package io.vigie.benchmarks;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Meters;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.TsdbConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A store with [HostMetrics] of many hosts over the same time. Filled once into a directory of the
/// machine's temporary files, then opened again from there.
final class HostStore {
  static final long END_MILLIS = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();
  static final long STEP_MILLIS = 15_000;
  private static final long SEED = 1;

  private HostStore() {}

  /// @param hosts each with a hundred series
  /// @param range how much time before [#END_MILLIS], a scrape every fifteen seconds
  static Tsdb open(int hosts, Duration range) throws IOException {
    Path directory =
        Path.of(System.getProperty("java.io.tmpdir"), "vigie-benchmark-" + hosts + "-" + range);
    TsdbConfig config = TsdbConfig.defaults().withRetention(Duration.ofDays(36_500));
    Tsdb store = Tsdb.open(directory, config, Instant::now, Meters.NONE);
    Path filled = directory.resolve("filled");
    // An older build may have left files of another format, which the store has moved away.
    if (!Files.exists(filled) || store.parts().isEmpty()) {
      Files.deleteIfExists(filled);
      fill(store, hosts, range);
      store.flush();
      Files.createFile(filled);
    }
    return store;
  }

  private static void fill(Tsdb store, int hosts, Duration range) throws IOException {
    List<HostMetrics> all = new ArrayList<>();
    long[][] references = new long[hosts][];
    for (int host = 0; host < hosts; host++) {
      all.add(new HostMetrics(host, SEED));
      references[host] = references(store, all.get(host).labels());
    }
    for (long time = END_MILLIS - range.toMillis(); time <= END_MILLIS; time += STEP_MILLIS) {
      try (Appender appender = store.appender()) {
        for (int host = 0; host < hosts; host++) {
          double[] values = all.get(host).next();
          for (int i = 0; i < values.length; i++) {
            appender.append(references[host][i], time - host % 15_000 - 1, values[i]);
          }
        }
        appender.commit();
      }
    }
  }

  private static long[] references(Tsdb store, List<Labels> labels) {
    try (Appender appender = store.appender()) {
      return labels.stream().mapToLong(appender::reference).toArray();
    }
  }
}
