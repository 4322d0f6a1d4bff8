package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.List;

/// Open files of the whole machine (`/proc/sys/fs/file-nr`: allocated, unused, maximum).
record FileDescriptors(LinuxFiles files) implements HostSource {
  @Override
  public void collect(ExpositionWriter out) throws IOException {
    List<String> words = LinuxFiles.words(files.text("proc/sys/fs/file-nr"));
    out.gauge("node_filefd_allocated", "File descriptor statistics: allocated.")
        .add(Double.parseDouble(words.get(0)));
    out.gauge("node_filefd_maximum", "File descriptor statistics: maximum.")
        .add(Double.parseDouble(words.get(2)));
  }
}
