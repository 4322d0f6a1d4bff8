package io.vigie.ingest.scrape;

import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig;

/// Makes the discoveries of jobs.
@FunctionalInterface
public interface DiscoveryOpener {
  /// A discovery that was not started yet.
  ///
  /// @param jobName whose targets are looked for
  /// @throws IllegalArgumentException if it cannot be made of this configuration
  Discovery open(DiscoveryConfig config, String jobName);
}
