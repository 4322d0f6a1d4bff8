package io.vigie.ingest.discovery.source;

import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryStatus;
import java.util.List;
import java.util.Optional;

/// Stands for a discovery that cannot be carried out: finds nothing and says so.
final class UnsupportedDiscovery implements Discovery {
  private final String kind;
  private final DiscoveryThread thread = new DiscoveryThread("discovery-unsupported");

  UnsupportedDiscovery(String kind) {
    this.kind = kind;
  }

  @Override
  public void start(Listener listener) {
    thread.start(() -> listener.targetsFound(List.of()));
  }

  @Override
  public DiscoveryStatus status() {
    return new DiscoveryStatus(
        kind,
        Optional.of(
            "this discovery is not supported here: "
                + kind
                + "; let another program write its targets to a file and use file_sd_configs, or"
                + " serve them for http_sd_configs"),
        Optional.empty());
  }

  @Override
  public void close() {
    thread.close();
  }
}
