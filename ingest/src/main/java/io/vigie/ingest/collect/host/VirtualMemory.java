package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/// Paging, swapping and kills for want of memory (`/proc/vmstat`).
record VirtualMemory(LinuxFiles files) implements HostSource {
  private static final Pattern EXPOSED = Pattern.compile("(oom_kill|pgpg|pswp|pg.*fault).*");

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    for (String line : files.lines("proc/vmstat")) {
      List<String> words = LinuxFiles.words(line);
      if (EXPOSED.matcher(words.getFirst()).matches()) {
        String field = words.getFirst();
        out.untyped("node_vmstat_" + field, "/proc/vmstat information field " + field + ".")
            .add(Double.parseDouble(words.get(1)));
      }
    }
  }
}
