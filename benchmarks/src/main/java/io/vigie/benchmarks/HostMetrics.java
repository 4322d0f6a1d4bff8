package io.vigie.benchmarks;

import io.vigie.model.metric.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A hundred series of one host as exporters give them: 32 CPU counters with two decimals, byte and
/// packet counters, gauges in pages, constants, a classic histogram. A function of host and seed.
final class HostMetrics {
  /// How a value moves on.
  private enum Kind {
    CONSTANT,
    CENTISECONDS,
    COUNTER,
    LOAD,
    PAGES
  }

  private static final String[] MODES = {
    "idle", "iowait", "irq", "nice", "softirq", "steal", "system", "user"
  };
  private static final String[] BOUNDS = {
    "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "+Inf"
  };

  private final Random random;
  private final String instance;
  private final String datacenter;
  private final List<Labels> labels = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private final double[] values;

  HostMetrics(int host, long seed) {
    random = new Random(seed * 31 + host);
    instance = "host-%04d:9100".formatted(host);
    datacenter = "eu-" + (host % 4 + 1);
    addCpu();
    addGauges();
    addCounters("node_disk_", List.of("read_bytes", "written_bytes", "reads", "writes", "io_time"));
    addCounters(
        "node_network_receive_", List.of("bytes", "packets", "errs", "drop", "fifo", "frame"));
    addHistogram();
    values = new double[labels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = kinds.get(i) == Kind.CONSTANT ? 1L << 35 : random.nextInt(1 << 20);
    }
  }

  private void addCpu() {
    for (int cpu = 0; cpu < 4; cpu++) {
      for (String mode : MODES) {
        add(Kind.CENTISECONDS, "node_cpu_seconds_total", "cpu", "" + cpu, "mode", mode);
      }
    }
  }

  private void addGauges() {
    for (String minutes : List.of("1", "5", "15")) {
      add(Kind.LOAD, "node_load" + minutes);
    }
    for (String what : List.of("MemTotal", "SwapTotal")) {
      add(Kind.CONSTANT, "node_memory_" + what + "_bytes");
    }
    for (String what : List.of("MemFree", "MemAvailable", "Buffers", "Cached", "Slab")) {
      add(Kind.PAGES, "node_memory_" + what + "_bytes");
    }
    for (String what : List.of("avail", "free", "size")) {
      for (String mountpoint : List.of("/", "/data", "/run")) {
        add(
            what.equals("size") ? Kind.CONSTANT : Kind.PAGES,
            "node_filesystem_" + what + "_bytes",
            "mountpoint",
            mountpoint);
      }
    }
  }

  private void addCounters(String prefix, List<String> names) {
    for (String name : names) {
      for (String device : List.of("a", "b")) {
        add(Kind.COUNTER, prefix + name + "_total", "device", device);
      }
    }
  }

  private void addHistogram() {
    String name = "http_request_duration_seconds_";
    for (String handler : List.of("/api", "/login")) {
      for (String bound : BOUNDS) {
        add(Kind.COUNTER, name + "bucket", "handler", handler, "le", bound);
      }
      add(Kind.COUNTER, name + "sum", "handler", handler);
      add(Kind.COUNTER, name + "count", "handler", handler);
    }
  }

  private void add(Kind kind, String name, String... pairs) {
    labels.add(
        Labels.of(pairs).toBuilder()
            .set(Labels.METRIC_NAME, name)
            .set("instance", instance)
            .set("job", "node")
            .set("dc", datacenter)
            .build());
    kinds.add(kind);
  }

  List<Labels> labels() {
    return labels;
  }

  /// The values of the next scrape, in the order of the labels; the same array every time.
  double[] next() {
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (kinds.get(i)) {
            case CONSTANT -> values[i];
            case CENTISECONDS -> Math.rint(values[i] * 100 + random.nextInt(1500)) / 100;
            case COUNTER -> values[i] + random.nextInt(100_000);
            case LOAD -> Math.rint(random.nextGaussian(200, 40)) / 100;
            case PAGES -> 4096.0 * (1_000_000 + random.nextInt(10_000));
          };
    }
    return values;
  }
}
