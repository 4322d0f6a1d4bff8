package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.List;

/// Every field of `/proc/meminfo`, swap included.
record MemoryInfo(LinuxFiles files) implements HostSource {
  private static final double BYTES_PER_KIBIBYTE = 1024;

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    for (String line : files.lines("proc/meminfo")) {
      List<String> words = LinuxFiles.words(line);
      if (words.size() < 2) {
        continue;
      }
      boolean kibibytes = words.size() > 2;
      String field = name(words.getFirst()) + (kibibytes ? "_bytes" : "");
      double value = Double.parseDouble(words.get(1)) * (kibibytes ? BYTES_PER_KIBIBYTE : 1);
      out.gauge("node_memory_" + field, "Memory information field " + field + ".").add(value);
    }
  }

  /// `Active(anon):` becomes `Active_anon`.
  private static String name(String field) {
    return field.replace(":", "").replace("(", "_").replace(")", "");
  }
}
