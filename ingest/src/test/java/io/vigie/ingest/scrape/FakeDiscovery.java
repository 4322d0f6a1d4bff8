package io.vigie.ingest.scrape;

import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.DiscoveryStatus;
import io.vigie.ingest.discovery.TargetGroup;
import java.util.List;
import java.util.Optional;

/// Finds what a static configuration says, at once, and later whatever a test says.
final class FakeDiscovery implements Discovery {
  private final DiscoveryConfig config;
  private Listener listener = _ -> {};
  boolean started;
  boolean closed;

  FakeDiscovery(DiscoveryConfig config) {
    this.config = config;
  }

  @Override
  public void start(Listener heard) {
    listener = heard;
    started = true;
    if (config instanceof DiscoveryConfig.Static(List<TargetGroup> groups)) {
      heard.targetsFound(groups);
    }
  }

  void find(List<TargetGroup> groups) {
    listener.targetsFound(groups);
  }

  @Override
  public DiscoveryStatus status() {
    return new DiscoveryStatus(config.kind(), Optional.empty(), Optional.empty());
  }

  @Override
  public void close() {
    closed = true;
  }
}
