package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.List;

/// Interrupts, context switches, forks, processes now running or blocked, and when the machine was
/// started (`/proc/stat`).
record KernelCounters(LinuxFiles files) implements HostSource {
  @Override
  public void collect(ExpositionWriter out) throws IOException {
    for (String line : files.lines("proc/stat")) {
      List<String> words = LinuxFiles.words(line);
      if (words.size() > 1) {
        add(out, words.get(0), words.get(1));
      }
    }
  }

  private static void add(ExpositionWriter out, String field, String value) {
    switch (field) {
      case "intr" ->
          out.counter("node_intr_total", "Total number of interrupts serviced.")
              .add(Double.parseDouble(value));
      case "ctxt" ->
          out.counter("node_context_switches_total", "Total number of context switches.")
              .add(Double.parseDouble(value));
      case "processes" ->
          out.counter("node_forks_total", "Total number of forks.").add(Double.parseDouble(value));
      case "btime" ->
          out.gauge("node_boot_time_seconds", "Node boot time, in unixtime.")
              .add(Double.parseDouble(value));
      case "procs_running" ->
          out.gauge("node_procs_running", "Number of processes in runnable state.")
              .add(Double.parseDouble(value));
      case "procs_blocked" ->
          out.gauge(
                  "node_procs_blocked", "Number of processes blocked waiting for I/O to complete.")
              .add(Double.parseDouble(value));
      default -> {
        // CPU times are another source's; interrupts one by one are too many to be of use.
      }
    }
  }
}
