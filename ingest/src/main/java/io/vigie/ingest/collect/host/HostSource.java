package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;

/// Reads one part of the machine. Thread-safe.
@FunctionalInterface
interface HostSource {
  /// Writes what it finds. If it fails, nothing that it wrote is exposed.
  void collect(ExpositionWriter out) throws IOException;
}
