package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// Neighbours known by their hardware address, by device (`/proc/net/arp`).
record ArpTable(LinuxFiles files) implements HostSource {
  private static final int DEVICE = 5;

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    Map<String, Integer> entriesByDevice = new TreeMap<>();
    for (String line : files.lines("proc/net/arp").stream().skip(1).toList()) {
      var words = LinuxFiles.words(line);
      if (words.size() > DEVICE) {
        entriesByDevice.merge(words.get(DEVICE), 1, Integer::sum);
      }
    }
    var entries = out.gauge("node_arp_entries", "ARP entries by device");
    entriesByDevice.forEach((device, count) -> entries.add(count, "device", device));
  }
}
