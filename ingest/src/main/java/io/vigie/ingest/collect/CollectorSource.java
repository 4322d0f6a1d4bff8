package io.vigie.ingest.collect;

import io.vigie.model.time.Ticker;
import io.vigie.outbound.OutboundClients;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// What a collector looks at, as configured. Immutable; compares by value, so that a reload knows
/// what changed.
public interface CollectorSource {
  /// The key that it is configured under.
  String kind();

  /// The job that its series belong to unless the configuration says otherwise: what dashboards for
  /// the exporter that it replaces look for.
  String usualJob();

  /// The instance that its series belong to unless the configuration says otherwise.
  String usualInstance();

  /// What is doubtful about it although it can be read: a file that is not there, for example.
  ///
  /// @param interval between collections
  default List<String> remarks(Duration interval) {
    return List.of();
  }

  /// Makes the collector. Connects to nothing yet.
  Collector open(Surroundings surroundings);

  /// What collectors need beside their own configuration.
  ///
  /// @param timeout of one collection
  record Surroundings(
      OutboundClients clients, InstantSource clock, Ticker ticker, Duration timeout) {}
}
