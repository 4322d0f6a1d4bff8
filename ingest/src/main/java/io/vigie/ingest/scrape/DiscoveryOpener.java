package io.vigie.ingest.scrape;

import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig;

/// Makes the discoveries of jobs.
@FunctionalInterface
public interface DiscoveryOpener {
  /// A discovery that was not started yet.
  ///
  /// @throws IllegalArgumentException if it cannot be made of this configuration
  Discovery open(DiscoveryConfig config);
}
