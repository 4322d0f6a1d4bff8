package io.vigie.server.cli;

import io.vigie.model.telemetry.Meters;
import io.vigie.server.telemetry.Logging;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.TsdbConfig;
import io.vigie.tsdb.format.FileNames;
import io.vigie.tsdb.wal.SyncPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.event.Level;

/// Opens a store that no server uses. Whatever its retention, nothing of it is dropped.
final class OfflineStore {
  private OfflineStore() {}

  /// Opens a data directory, or a snapshot of one, to look at it.
  ///
  /// @throws IOException if there is none, or a process uses it
  static Tsdb toRead(Path directory) throws IOException {
    if (!Files.exists(directory.resolve(FileNames.STORE))) {
      throw new NoSuchFileException(
          directory.toString(), null, "there is no store in it: the file STORE is missing");
    }
    try {
      return open(directory);
    } catch (IOException e) {
      throw new IOException(
          e.getMessage()
              + "\n(of a running server, a snapshot can be read: POST /api/v1/admin/tsdb/snapshot)",
          e);
    }
  }

  /// Opens a data directory to add to it, making it if there is none.
  ///
  /// @throws IOException if it cannot be used, or a process uses it
  static Tsdb toWrite(Path directory) throws IOException {
    return open(directory);
  }

  private static Tsdb open(Path directory) throws IOException {
    Logging.configure(Level.WARN, Logging.Format.LOGFMT);
    TsdbConfig config =
        TsdbConfig.defaults()
            .withRetention(Duration.ZERO)
            .withSync(SyncPolicy.NEVER, TsdbConfig.defaults().syncInterval());
    return Tsdb.open(directory, config, Clock.systemUTC(), Meters.NONE);
  }
}
