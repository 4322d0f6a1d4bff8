package io.vigie.server;

import io.vigie.config.yaml.ByteSizes;
import io.vigie.config.yaml.Durations;
import io.vigie.model.telemetry.Meters;
import io.vigie.server.config.StorageConfig.Retention;
import io.vigie.server.config.VigieConfig;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.TsdbConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/// The opened store with the settings that it was opened with.
///
/// @param retention how long and how much is kept, in words
record Storage(Tsdb tsdb, String retention) implements AutoCloseable {
  /// Opens the store. Flags go before the configuration file, as in Prometheus.
  ///
  /// @throws IOException if the folder cannot be used
  static Storage open(
      VigieOptions.StorageOptions options, VigieConfig config, InstantSource clock, Meters meters)
      throws IOException {
    Retention inFile = config.storage().retention();
    long sizeBytes = options.retentionSizeBytes().orElse(inFile.sizeBytes());
    Duration time = options.retentionTime().orElse(inFile.time());
    if (time.isZero() && sizeBytes == 0) {
      time = VigieOptions.StorageOptions.DEFAULT_RETENTION;
    }
    TsdbConfig tsdbConfig =
        TsdbConfig.defaults()
            .withRetention(time)
            .withRetentionBytes(sizeBytes)
            .withSync(options.sync(), TsdbConfig.defaults().syncInterval());
    return new Storage(
        Tsdb.open(options.folder(), tsdbConfig, clock, meters), inWords(time, sizeBytes));
  }

  private static String inWords(Duration time, long sizeBytes) {
    String byTime = time.isZero() ? "" : Durations.format(time);
    String bySize = sizeBytes == 0 ? "" : ByteSizes.format(sizeBytes);
    return byTime + (byTime.isEmpty() || bySize.isEmpty() ? "" : " or ") + bySize;
  }

  @Override
  public void close() throws IOException {
    tsdb.close();
  }
}
