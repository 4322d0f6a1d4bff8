package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What each block device read and wrote (`/proc/diskstats`, described in the kernel's
/// `Documentation/admin-guide/iostats.rst`). Partitions and memory disks are left out, as
/// node_exporter does.
record DiskStatistics(LinuxFiles files) implements HostSource {
  private static final Pattern IGNORED =
      Pattern.compile("(z?ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\\d+n\\d+p)\\d+");
  private static final double SECONDS_PER_MILLISECOND = 1e-3;
  private static final double BYTES_PER_SECTOR = 512;
  private static final int FIRST_FIELD = 3;

  /// A field of a line.
  ///
  /// @param factor from its unit to that of the metric
  private record Field(String name, String help, double factor, boolean counter) {}

  /// In the order of the file.
  private static final List<Field> FIELDS =
      List.of(
          total("reads_completed", "The total number of reads completed successfully.", 1),
          total("reads_merged", "The total number of reads merged.", 1),
          total("read_bytes", "The total number of bytes read successfully.", BYTES_PER_SECTOR),
          total(
              "read_time_seconds",
              "The total number of seconds spent by all reads.",
              SECONDS_PER_MILLISECOND),
          total("writes_completed", "The total number of writes completed successfully.", 1),
          total("writes_merged", "The number of writes merged.", 1),
          total(
              "written_bytes", "The total number of bytes written successfully.", BYTES_PER_SECTOR),
          total(
              "write_time_seconds",
              "This is the total number of seconds spent by all writes.",
              SECONDS_PER_MILLISECOND),
          new Field("io_now", "The number of I/Os currently in progress.", 1, false),
          total("io_time_seconds", "Total seconds spent doing I/Os.", SECONDS_PER_MILLISECOND),
          total(
              "io_time_weighted_seconds",
              "The weighted # of seconds spent doing I/Os.",
              SECONDS_PER_MILLISECOND),
          total("discards_completed", "The total number of discards completed successfully.", 1),
          total("discards_merged", "The total number of discards merged.", 1),
          total("discarded_sectors", "The total number of sectors discarded successfully.", 1),
          total(
              "discard_time_seconds",
              "This is the total number of seconds spent by all discards.",
              SECONDS_PER_MILLISECOND),
          total("flush_requests", "The total number of flush requests completed successfully", 1),
          total(
              "flush_requests_time_seconds",
              "This is the total number of seconds spent by all flush requests.",
              SECONDS_PER_MILLISECOND));

  private static Field total(String name, String help, double factor) {
    return new Field(name + "_total", help, factor, true);
  }

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    for (String line : files.lines("proc/diskstats")) {
      List<String> words = LinuxFiles.words(line);
      String device = words.size() > FIRST_FIELD ? words.get(2) : "";
      if (!device.isEmpty() && !IGNORED.matcher(device).matches()) {
        addInfo(out, words.get(0), words.get(1), device);
        addFields(out, device, words);
      }
    }
  }

  private static void addFields(ExpositionWriter out, String device, List<String> words) {
    int present = Math.min(FIELDS.size(), words.size() - FIRST_FIELD);
    for (int i = 0; i < present; i++) {
      Field field = FIELDS.get(i);
      String name = "node_disk_" + field.name;
      var family = field.counter ? out.counter(name, field.help) : out.gauge(name, field.help);
      family.add(Double.parseDouble(words.get(FIRST_FIELD + i)) * field.factor, "device", device);
    }
  }

  private void addInfo(ExpositionWriter out, String major, String minor, String device) {
    Map<String, String> properties = udevProperties(major, minor);
    out.gauge("node_disk_info", "Info of /sys/block/<block_device>.")
        .add(
            1,
            "device",
            device,
            "major",
            major,
            "minor",
            minor,
            "path",
            properties.getOrDefault("ID_PATH", ""),
            "wwn",
            properties.getOrDefault("ID_WWN", ""),
            "model",
            properties.getOrDefault("ID_MODEL", ""),
            "serial",
            properties.getOrDefault("ID_SERIAL_SHORT", ""),
            "revision",
            properties.getOrDefault("ID_REVISION", ""));
  }

  private Map<String, String> udevProperties(String major, String minor) {
    Map<String, String> properties = new HashMap<>();
    files
        .optionalText("run/udev/data/b" + major + ":" + minor)
        .ifPresent(text ->
            text.lines()
                .filter(line -> line.startsWith("E:") && line.contains("="))
                .forEach(line -> {
                  int equals = line.indexOf('=');
                  properties.put(line.substring(2, equals), line.substring(equals + 1));
                }));
    return properties;
  }
}
