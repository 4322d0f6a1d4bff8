package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.List;

/// Bytes, packets and errors by network device (`/proc/net/dev`).
record NetworkTraffic(LinuxFiles files) implements HostSource {
  /// The columns after the device's name.
  private static final List<String> COLUMNS =
      List.of(
          "receive_bytes",
          "receive_packets",
          "receive_errs",
          "receive_drop",
          "receive_fifo",
          "receive_frame",
          "receive_compressed",
          "receive_multicast",
          "transmit_bytes",
          "transmit_packets",
          "transmit_errs",
          "transmit_drop",
          "transmit_fifo",
          "transmit_colls",
          "transmit_carrier",
          "transmit_compressed");

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    for (String line : files.lines("proc/net/dev")) {
      int colon = line.lastIndexOf(':');
      if (colon > 0) {
        add(out, line.substring(0, colon).strip(), LinuxFiles.words(line.substring(colon + 1)));
      }
    }
  }

  private void add(ExpositionWriter out, String device, List<String> values) {
    for (int i = 0; i < Math.min(COLUMNS.size(), values.size()); i++) {
      counter(out, COLUMNS.get(i)).add(Double.parseDouble(values.get(i)), "device", device);
    }
    files
        .optionalNumber("sys/class/net/" + device + "/statistics/rx_nohandler")
        .ifPresent(count -> counter(out, "receive_nohandler").add(count, "device", device));
  }

  private static ExpositionWriter.Family counter(ExpositionWriter out, String column) {
    return out.counter(
        "node_network_" + column + "_total", "Network device statistic " + column + ".");
  }
}
