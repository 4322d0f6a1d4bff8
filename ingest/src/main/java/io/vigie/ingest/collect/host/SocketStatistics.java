package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.List;

/// Sockets in use by protocol (`/proc/net/sockstat`, `sockstat6`).
record SocketStatistics(LinuxFiles files) implements HostSource {
  @Override
  public void collect(ExpositionWriter out) throws IOException {
    addAll(out, "proc/net/sockstat");
    if (files.exists("proc/net/sockstat6")) {
      addAll(out, "proc/net/sockstat6");
    }
  }

  /// Lines `PROTOCOL: name value name value…`.
  private void addAll(ExpositionWriter out, String path) throws IOException {
    for (String line : files.lines(path)) {
      List<String> words = LinuxFiles.words(line);
      String protocol = words.getFirst().replace(":", "");
      for (int i = 1; i + 1 < words.size(); i += 2) {
        add(out, protocol, words.get(i), Double.parseDouble(words.get(i + 1)));
      }
    }
  }

  private static void add(ExpositionWriter out, String protocol, String name, double value) {
    gauge(out, protocol, name).add(value);
    if (name.equals("mem")) {
      gauge(out, protocol, "mem_bytes").add(value * NativeLibrary.pageSizeBytes());
    }
  }

  private static ExpositionWriter.Family gauge(ExpositionWriter out, String protocol, String name) {
    return out.gauge(
        "node_sockstat_" + protocol + "_" + name,
        "Number of " + protocol + " sockets in state " + name + ".");
  }
}
