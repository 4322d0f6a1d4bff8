package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;

/// Connections tracked by the packet filter, on machines that do so.
record ConnectionTracking(LinuxFiles files) implements HostSource {
  private static final String FOLDER = "proc/sys/net/netfilter/";

  @Override
  public void collect(ExpositionWriter out) {
    files
        .optionalNumber(FOLDER + "nf_conntrack_count")
        .ifPresent(count ->
            out.gauge(
                    "node_nf_conntrack_entries",
                    "Number of currently allocated flow entries for connection tracking.")
                .add(count));
    files
        .optionalNumber(FOLDER + "nf_conntrack_max")
        .ifPresent(limit ->
            out.gauge(
                    "node_nf_conntrack_entries_limit", "Maximum size of connection tracking table.")
                .add(limit));
  }
}
