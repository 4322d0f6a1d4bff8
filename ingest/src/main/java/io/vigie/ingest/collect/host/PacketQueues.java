package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.List;

/// Packets that each CPU took from network devices (`/proc/net/softnet_stat`, hexadecimal).
record PacketQueues(LinuxFiles files) implements HostSource {
  @Override
  public void collect(ExpositionWriter out) throws IOException {
    int cpu = 0;
    for (String line : files.lines("proc/net/softnet_stat")) {
      List<String> words = LinuxFiles.words(line);
      String label = Integer.toString(cpu++);
      out.counter("node_softnet_processed_total", "Number of processed packets")
          .add(Long.parseLong(words.get(0), 16), "cpu", label);
      out.counter("node_softnet_dropped_total", "Number of dropped packets")
          .add(Long.parseLong(words.get(1), 16), "cpu", label);
      out.counter(
              "node_softnet_times_squeezed_total",
              "Number of times processing packets ran out of quota")
          .add(Long.parseLong(words.get(2), 16), "cpu", label);
    }
  }
}
