package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;

/// The kernel's store of randomness.
record EntropyPool(LinuxFiles files) implements HostSource {
  private static final String FOLDER = "proc/sys/kernel/random/";

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    out.gauge("node_entropy_available_bits", "Bits of available entropy.")
        .add(Double.parseDouble(files.text(FOLDER + "entropy_avail")));
    out.gauge("node_entropy_pool_size_bits", "Bits of entropy pool.")
        .add(Double.parseDouble(files.text(FOLDER + "poolsize")));
  }
}
