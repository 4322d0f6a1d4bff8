package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.List;

/// What network interfaces are and in which state (`/sys/class/net`).
record NetworkInterfaces(LinuxFiles files) implements HostSource {
  private static final String FOLDER = "sys/class/net/";
  private static final double BYTES_PER_MEGABIT = 1e6 / 8;

  /// A file of an interface and the metric that it becomes.
  private record Attribute(String file, String metric, boolean counter) {}

  private static final List<Attribute> ATTRIBUTES =
      List.of(
          new Attribute("addr_assign_type", "address_assign_type", false),
          new Attribute("carrier", "carrier", false),
          new Attribute("carrier_changes", "carrier_changes_total", true),
          new Attribute("carrier_up_count", "carrier_up_changes_total", true),
          new Attribute("carrier_down_count", "carrier_down_changes_total", true),
          new Attribute("dev_id", "device_id", false),
          new Attribute("dormant", "dormant", false),
          new Attribute("flags", "flags", false),
          new Attribute("ifindex", "iface_id", false),
          new Attribute("iflink", "iface_link", false),
          new Attribute("link_mode", "iface_link_mode", false),
          new Attribute("mtu", "mtu_bytes", false),
          new Attribute("name_assign_type", "name_assign_type", false),
          new Attribute("netdev_group", "net_dev_group", false),
          new Attribute("tx_queue_len", "transmit_queue_length", false),
          new Attribute("type", "protocol_type", false));

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    for (String device : files.names("sys/class/net")) {
      if (files.exists(FOLDER + device + "/ifindex")) {
        addState(out, device);
        ATTRIBUTES.forEach(attribute -> addAttribute(out, device, attribute));
        addSpeed(out, device);
      }
    }
  }

  private void addAttribute(ExpositionWriter out, String device, Attribute attribute) {
    files
        .optionalNumber(FOLDER + device + "/" + attribute.file)
        .ifPresent(value -> {
          String name = "node_network_" + attribute.metric;
          String help = "Network device property: " + attribute.metric;
          var family = attribute.counter ? out.counter(name, help) : out.gauge(name, help);
          family.add(value, "device", device);
        });
  }

  private void addState(ExpositionWriter out, String device) {
    String state = text(device, "operstate");
    out.gauge("node_network_up", "Value is 1 if operstate is 'up', 0 otherwise.")
        .add(state.equals("up") ? 1 : 0, "device", device);
    out.gauge(
            "node_network_info", "Non-numeric data from /sys/class/net/<iface>, value is always 1.")
        .add(
            1,
            "device",
            device,
            "address",
            text(device, "address"),
            "broadcast",
            text(device, "broadcast"),
            "duplex",
            text(device, "duplex"),
            "operstate",
            state,
            "ifalias",
            text(device, "ifalias"));
  }

  /// An interface without a cable says it has a speed of -1.
  private void addSpeed(ExpositionWriter out, String device) {
    files
        .optionalNumber(FOLDER + device + "/speed")
        .filter(megabits -> megabits >= 0)
        .ifPresent(megabits ->
            out.gauge("node_network_speed_bytes", "Network device property: speed_bytes")
                .add(megabits * BYTES_PER_MEGABIT, "device", device));
  }

  private String text(String device, String file) {
    return files.optionalText(FOLDER + device + "/" + file).orElse("");
  }
}
