package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;

/// Time lost because a resource was short: by some processes (waiting), by all of them (stalled)
/// (`/proc/pressure`, described in the kernel's `Documentation/accounting/psi.rst`).
record PressureStalls(LinuxFiles files) implements HostSource {
  private static final double SECONDS_PER_MICROSECOND = 1e-6;

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    add(
        out,
        "cpu",
        "some",
        "cpu_waiting",
        "Total time in seconds that processes have waited for CPU time");
    add(
        out,
        "io",
        "some",
        "io_waiting",
        "Total time in seconds that processes have waited due to IO congestion");
    add(
        out,
        "io",
        "full",
        "io_stalled",
        "Total time in seconds no process could make progress due to IO congestion");
    add(
        out,
        "memory",
        "some",
        "memory_waiting",
        "Total time in seconds that processes have waited for memory");
    add(
        out,
        "memory",
        "full",
        "memory_stalled",
        "Total time in seconds no process could make progress due to memory congestion");
  }

  private void add(ExpositionWriter out, String resource, String who, String metric, String help)
      throws IOException {
    for (String line : files.lines("proc/pressure/" + resource)) {
      if (line.startsWith(who + " ")) {
        double microseconds = Double.parseDouble(line.substring(line.lastIndexOf('=') + 1));
        out.counter("node_pressure_" + metric + "_seconds_total", help)
            .add(microseconds * SECONDS_PER_MICROSECOND);
      }
    }
  }
}
