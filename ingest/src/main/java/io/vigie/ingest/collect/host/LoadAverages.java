package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.List;

/// Processes that run or wait for a disk, averaged over 1, 5 and 15 minutes.
record LoadAverages(LinuxFiles files) implements HostSource {
  @Override
  public void collect(ExpositionWriter out) throws IOException {
    List<String> words = LinuxFiles.words(files.text("proc/loadavg"));
    out.gauge("node_load1", "1m load average.").add(Double.parseDouble(words.get(0)));
    out.gauge("node_load5", "5m load average.").add(Double.parseDouble(words.get(1)));
    out.gauge("node_load15", "15m load average.").add(Double.parseDouble(words.get(2)));
  }
}
