package io.vigie.server;

import io.vigie.config.yaml.ByteSizes;
import io.vigie.config.yaml.Durations;
import io.vigie.model.telemetry.Meters;
import io.vigie.server.config.StorageConfig;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.TsdbConfig;
import io.vigie.tsdb.memtable.SeriesBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The opened store, and how long and how much of it is kept. Thread-safe.
final class Storage implements AutoCloseable {
  private final VigieOptions.StorageOptions options;
  private final Tsdb tsdb;
  private volatile Retention retention;

  /// What is kept; zero means no such limit.
  ///
  /// @param exemplars how many at a time; 0 is none
  record Retention(
      Duration time,
      long sizeBytes,
      int exemplars,
      List<io.vigie.tsdb.Retention.Rule> rules,
      List<SeriesBudget> budgets) {
    /// The configuration file goes before the flags, which Prometheus gave up for it.
    static Retention of(VigieOptions.StorageOptions options, StorageConfig config)
        throws IOException {
      StorageConfig.Retention inFile = config.retention();
      Duration time = inFile.time();
      if (time.isZero()) {
        time = options.retentionTime().orElse(Duration.ZERO);
      }
      long sizeBytes =
          inFile.sizeBytes() > 0 ? inFile.sizeBytes() : options.retentionSizeBytes().orElse(0L);
      if (inFile.percentage() > 0) {
        Files.createDirectories(options.folder());
        long diskBytes = Files.getFileStore(options.folder()).getTotalSpace();
        sizeBytes = (long) (diskBytes * inFile.percentage() / 100);
      }
      return new Retention(
          time.isZero() && sizeBytes == 0 ? VigieOptions.StorageOptions.DEFAULT_RETENTION : time,
          sizeBytes,
          Math.clamp(config.maxExemplars(), 0, Integer.MAX_VALUE),
          config.retentionRules(),
          config.seriesBudgets());
    }

    String inWords() {
      String byTime = time.isZero() ? "" : Durations.format(time);
      String bySize = sizeBytes == 0 ? "" : ByteSizes.format(sizeBytes);
      return byTime + (byTime.isEmpty() || bySize.isEmpty() ? "" : " or ") + bySize;
    }
  }

  private Storage(VigieOptions.StorageOptions options, Tsdb tsdb, Retention retention) {
    this.options = options;
    this.tsdb = tsdb;
    this.retention = retention;
  }

  /// @throws IOException if the folder cannot be used
  static Storage open(
      VigieOptions.StorageOptions options, StorageConfig config, InstantSource clock, Meters meters)
      throws IOException {
    Retention retention = Retention.of(options, config);
    // Nothing is dropped before the whole of the retention is known.
    TsdbConfig tsdbConfig =
        TsdbConfig.defaults()
            .withRetention(Duration.ZERO)
            .withExemplarCapacity(retention.exemplars)
            .withSync(options.sync(), TsdbConfig.defaults().syncInterval());
    Storage storage =
        new Storage(options, Tsdb.open(options.folder(), tsdbConfig, clock, meters), retention);
    storage.take(retention);
    storage.report(meters);
    return storage;
  }

  private void report(Meters meters) {
    meters.gaugeOf(
        "prometheus_tsdb_retention_limit_seconds",
        "How long samples are kept; 0 is for ever.",
        () -> retention.time.toMillis() / 1e3);
    meters.gaugeOf(
        "prometheus_tsdb_retention_limit_bytes",
        "How many bytes are kept; 0 is no limit.",
        () -> retention.sizeBytes);
    double replaySeconds = tsdb.recovery().duration().toNanos() / 1e9;
    meters.gaugeOf(
        "prometheus_tsdb_data_replay_duration_seconds",
        "How long opening the store took, the journal included.",
        () -> replaySeconds);
  }

  /// What another configuration says about retention, for [#keep].
  ///
  /// @throws IOException if the size of the disk is asked for and cannot be told
  Retention retention(StorageConfig config) throws IOException {
    return Retention.of(options, config);
  }

  /// Keeps so much from now on.
  void keep(Retention next) {
    if (!next.equals(retention)) {
      take(next);
    }
  }

  private void take(Retention next) {
    tsdb.retention(new io.vigie.tsdb.Retention(next.time, next.sizeBytes, 0, next.rules));
    tsdb.limit(next.budgets);
    tsdb.exemplarCapacity(next.exemplars);
    retention = next;
  }

  Tsdb tsdb() {
    return tsdb;
  }

  /// How long and how much is kept, in words.
  String retentionInWords() {
    return retention.inWords();
  }

  @Override
  public void close() throws IOException {
    tsdb.close();
  }
}
