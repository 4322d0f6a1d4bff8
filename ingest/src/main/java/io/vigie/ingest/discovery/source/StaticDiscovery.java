package io.vigie.ingest.discovery.source;

import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.DiscoveryStatus;
import java.time.InstantSource;

/// Targets that never change.
final class StaticDiscovery implements Discovery {
  private final DiscoveryConfig.Static config;
  private final StatusBoard board;
  private final DiscoveryThread thread = new DiscoveryThread("discovery-static");

  StaticDiscovery(DiscoveryConfig.Static config, InstantSource clock) {
    this.config = config;
    this.board = new StatusBoard("static", clock);
  }

  @Override
  public void start(Listener listener) {
    // Who waits for success must find the targets.
    thread.start(() -> {
      listener.targetsFound(config.groups());
      board.succeeded();
    });
  }

  @Override
  public DiscoveryStatus status() {
    return board.status();
  }

  @Override
  public void close() {
    thread.close();
  }
}
