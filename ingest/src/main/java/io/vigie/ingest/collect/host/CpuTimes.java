package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.List;

/// Seconds that each CPU spent in each mode (`/proc/stat`).
record CpuTimes(LinuxFiles files) implements HostSource {
  /// The kernel tells user space so, whatever it counts in itself.
  private static final double TICKS_PER_SECOND = 100;

  private static final List<String> MODES =
      List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");
  private static final List<String> GUEST_MODES = List.of("user", "nice");

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    var seconds = out.counter("node_cpu_seconds_total", "Seconds the CPUs spent in each mode.");
    var guestSeconds =
        out.counter(
            "node_cpu_guest_seconds_total",
            "Seconds the CPUs spent in guests (VMs) for each mode.");
    for (String line : files.lines("proc/stat")) {
      List<String> words = LinuxFiles.words(line);
      String name = words.getFirst();
      if (name.startsWith("cpu") && name.length() > 3) {
        add(seconds, name.substring(3), MODES, words, 1);
        add(guestSeconds, name.substring(3), GUEST_MODES, words, 1 + MODES.size());
      }
    }
  }

  private static void add(
      ExpositionWriter.Family family,
      String cpu,
      List<String> modes,
      List<String> words,
      int first) {
    for (int i = 0; i < modes.size() && first + i < words.size(); i++) {
      double ticks = Double.parseDouble(words.get(first + i));
      family.add(ticks / TICKS_PER_SECOND, "cpu", cpu, "mode", modes.get(i));
    }
  }
}
