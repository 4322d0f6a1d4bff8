package io.vigie.ingest.collect.postgresql;

import io.vigie.ingest.collect.ExpositionWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// A part of what a server is asked; one that fails costs only itself.
interface PostgresPart {
  /// The name that postgres_exporter gives the collector, where it has one.
  String name();

  /// Whether a server of this version knows what is asked.
  ///
  /// @param version as of `server_version_num`: 150004 is 15.4
  default boolean fits(int version) {
    return true;
  }

  /// For how long an answer is good; zero for what is asked each time.
  default Duration goodFor() {
    return Duration.ZERO;
  }

  void collect(Connection connection, ExpositionWriter out) throws SQLException;
}
