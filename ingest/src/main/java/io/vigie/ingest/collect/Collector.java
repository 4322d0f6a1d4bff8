package io.vigie.ingest.collect;

/// A target inside this process: it exposes itself as one over HTTP would, so that the scrape loop
/// treats both alike (labels, staleness, limits, `up`).
///
/// Thread-safe. May block on files and devices, so it is called from a thread that may wait.
@FunctionalInterface
public interface Collector {
  /// What it finds now, as Prometheus text 0.0.4. Never fails as a whole: a part that cannot be
  /// read is left out, and says so in a metric of its own.
  byte[] collect();
}
