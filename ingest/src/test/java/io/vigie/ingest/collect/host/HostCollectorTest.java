package io.vigie.ingest.collect.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.exposition.ExpositionException;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCollectorTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_250L));

  @TempDir Path root;

  @Test
  void readsCpuTimesInSeconds() throws Exception {
    file(
        "proc/stat",
        """
        cpu  300 0 0 0 0 0 0 0 0 0
        cpu0 12345 1 2 3 4 5 6 7 8 9
        intr 42 1 2 3
        ctxt 99
        btime 1700000000
        processes 7
        procs_running 2
        procs_blocked 1
        """);
    ExposedFamilies families = collected();
    assertThat(value(families, "node_cpu_seconds_total", "cpu", "0", "mode", "user"))
        .isEqualTo(123.45);
    assertThat(value(families, "node_cpu_seconds_total", "cpu", "0", "mode", "steal"))
        .isEqualTo(0.07);
    assertThat(value(families, "node_cpu_guest_seconds_total", "cpu", "0", "mode", "nice"))
        .isEqualTo(0.09);
    assertThat(value(families, "node_intr_total")).isEqualTo(42);
    assertThat(value(families, "node_boot_time_seconds")).isEqualTo(1.7e9);
    assertThat(value(families, "node_procs_blocked")).isEqualTo(1);
  }

  @Test
  void readsMemoryInBytesAndCountsAsTheyAre() throws Exception {
    file("proc/meminfo", "MemTotal: 16 kB\nActive(anon): 2 kB\nHugePages_Total: 5\n");
    ExposedFamilies families = collected();
    assertThat(value(families, "node_memory_MemTotal_bytes")).isEqualTo(16_384);
    assertThat(value(families, "node_memory_Active_anon_bytes")).isEqualTo(2_048);
    assertThat(value(families, "node_memory_HugePages_Total")).isEqualTo(5);
  }

  @Test
  void readsDisksWithoutTheirPartitions() throws Exception {
    file(
        "proc/diskstats",
        """
        8 0 sda 10 2 100 3000 20 4 200 5000 1 6000 7000 1 2 3 4000 5 6000
        8 1 sda1 1 1 1 1 1 1 1 1 1 1 1
        7 0 loop0 1 1 1 1 1 1 1 1 1 1 1
        """);
    file("run/udev/data/b8:0", "S:disk/by-id/x\nE:ID_MODEL=Big_Disk\nE:ID_WWN=0x5\n");
    ExposedFamilies families = collected();
    assertThat(value(families, "node_disk_read_bytes_total", "device", "sda")).isEqualTo(51_200);
    assertThat(value(families, "node_disk_write_time_seconds_total", "device", "sda")).isEqualTo(5);
    assertThat(value(families, "node_disk_flush_requests_time_seconds_total", "device", "sda"))
        .isEqualTo(6);
    assertThat(
            value(
                families,
                "node_disk_info",
                "device",
                "sda",
                "major",
                "8",
                "minor",
                "0",
                "model",
                "Big_Disk",
                "wwn",
                "0x5"))
        .isEqualTo(1);
    assertThat(find(families, "node_disk_io_now", "device", "sda1")).isEmpty();
    assertThat(find(families, "node_disk_io_now", "device", "loop0")).isEmpty();
  }

  @Test
  void readsFilesystemsWithSpacesInTheirNames() throws Exception {
    Files.createDirectories(root.resolve("mnt/my disk"));
    file(
        "proc/self/mounts",
        """
        /dev/sdb /mnt/my\\040disk ext4 ro,relatime 0 0
        /dev/sdc /mnt/gone ext4 rw 0 0
        proc /proc proc rw 0 0
        overlay /var/lib/docker/overlay2/x overlay rw 0 0
        """);
    ExposedFamilies families = collected();
    String[] disk = {"device", "/dev/sdb", "fstype", "ext4", "mountpoint", "/mnt/my disk"};
    String[] gone = {"device", "/dev/sdc", "fstype", "ext4", "mountpoint", "/mnt/gone"};
    assertThat(value(families, "node_filesystem_readonly", disk)).isEqualTo(1);
    assertThat(value(families, "node_filesystem_size_bytes", disk))
        .isEqualTo(Files.getFileStore(root).getTotalSpace());
    assertThat(value(families, "node_filesystem_device_error", disk)).isEqualTo(0);
    assertThat(value(families, "node_filesystem_device_error", gone)).isEqualTo(1);
    assertThat(find(families, "node_filesystem_size_bytes", gone)).isEmpty();
    assertThat(
            families.valueBySeries().keySet().stream()
                .filter(labels -> labels.metricName().equals("node_filesystem_readonly")))
        .hasSize(2);
  }

  @Test
  void readsNetworkDevicesByColumnAndByFile() throws Exception {
    file(
        "proc/net/dev",
        """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
          eth0:1000 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
        """);
    file("sys/class/net/eth0/ifindex", "2\n");
    file("sys/class/net/eth0/operstate", "up\n");
    file("sys/class/net/eth0/flags", "0x1003\n");
    file("sys/class/net/eth0/speed", "1000\n");
    file("sys/class/net/eth1/ifindex", "3\n");
    file("sys/class/net/eth1/speed", "-1\n");
    ExposedFamilies families = collected();
    assertThat(value(families, "node_network_receive_bytes_total", "device", "eth0"))
        .isEqualTo(1000);
    assertThat(value(families, "node_network_transmit_carrier_total", "device", "eth0"))
        .isEqualTo(15);
    assertThat(value(families, "node_network_up", "device", "eth0")).isEqualTo(1);
    assertThat(value(families, "node_network_flags", "device", "eth0")).isEqualTo(4099);
    assertThat(value(families, "node_network_speed_bytes", "device", "eth0")).isEqualTo(1.25e8);
    assertThat(find(families, "node_network_speed_bytes", "device", "eth1")).isEmpty();
  }

  @Test
  void countsProcessesByStateWhateverTheyAreCalled() throws Exception {
    file("proc/1/stat", "1 (init) S 0 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 3 0\n");
    file("proc/22/stat", "22 (evil) R 1) Z 0 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0\n");
    Files.createDirectories(root.resolve("proc/333")); // gone meanwhile
    file("proc/sys/kernel/pid_max", "32768");
    file("proc/sys/kernel/threads-max", "1000");
    ExposedFamilies families = collected();
    assertThat(value(families, "node_processes_pids")).isEqualTo(2);
    assertThat(value(families, "node_processes_threads")).isEqualTo(4);
    assertThat(value(families, "node_processes_state", "state", "Z")).isEqualTo(1);
    assertThat(value(families, "node_processes_state", "state", "S")).isEqualTo(1);
  }

  @Test
  void losesOnlyTheSourceThatFails() throws Exception {
    file("proc/loadavg", "0.5 0.25 0.125 1/2 3\n");
    file("proc/meminfo", "MemTotal: 16 kB\nMemFree: plenty kB\n");
    ExposedFamilies families = collected();
    assertThat(value(families, "node_load1")).isEqualTo(0.5);
    assertThat(value(families, "node_time_seconds")).isEqualTo(1_700_000_000.25);
    assertThat(find(families, "node_memory_MemTotal_bytes")).isEmpty();
    assertThat(success(families, "meminfo")).isEqualTo(0);
    assertThat(success(families, "vmstat")).isEqualTo(0);
    assertThat(success(families, "loadavg")).isEqualTo(1);
    assertThat(success(families, "time")).isEqualTo(1);
  }

  @Test
  void losesOnlyTheSourceThatThrows() throws Exception {
    Map<String, HostSource> sources = new LinkedHashMap<>();
    sources.put(
        "bad",
        out -> {
          out.gauge("node_bad", "Half a truth.").add(1);
          throw new IllegalStateException("on purpose");
        });
    sources.put("good", out -> out.gauge("node_good", "The truth.").add(2, "a", "\"b\"\n\\"));
    long[] nanos = {0};
    Ticker ticker = () -> nanos[0] += 500_000_000;
    ExposedFamilies families = ExposedFamilies.read(new HostCollector(sources, ticker).collect());
    assertThat(find(families, "node_bad")).isEmpty();
    assertThat(value(families, "node_good", "a", "\"b\"\n\\")).isEqualTo(2);
    assertThat(success(families, "bad")).isEqualTo(0);
    assertThat(success(families, "good")).isEqualTo(1);
    assertThat(value(families, "node_scrape_collector_duration_seconds", "collector", "good"))
        .isEqualTo(0.5);
  }

  @Test
  void exposesThroughOshiWhatItExposesOnLinux() throws Exception {
    ExposedFamilies linux =
        ExposedFamilies.read(
            HostCollector.ofThisMachine(InstantSource.system(), Ticker.system()).collect());
    ExposedFamilies oshi =
        ExposedFamilies.read(new HostCollector(OshiHost.sources(CLOCK), Ticker.system()).collect());
    assertThat(linux.typeByName()).containsAllEntriesOf(oshi.typeByName());
    assertThat(oshi.typeByName())
        .containsKeys(
            "node_cpu_seconds_total",
            "node_load1",
            "node_memory_MemTotal_bytes",
            "node_filesystem_size_bytes",
            "node_uname_info");
    assertThat(value(oshi, "node_memory_MemTotal_bytes"))
        .isEqualTo(value(linux, "node_memory_MemTotal_bytes"));
    for (String collector : OshiHost.sources(CLOCK).keySet()) {
      assertThat(success(oshi, collector)).as(collector).isEqualTo(1);
    }
  }

  private void file(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private ExposedFamilies collected() throws ExpositionException {
    return ExposedFamilies.read(
        HostCollector.linux(new LinuxFiles(root), CLOCK, Ticker.system()).collect());
  }

  private static double success(ExposedFamilies families, String collector) {
    return value(families, "node_scrape_collector_success", "collector", collector);
  }

  private static double value(ExposedFamilies families, String name, String... labels) {
    return find(families, name, labels)
        .orElseThrow(
            () -> new AssertionError("no series " + name + " " + String.join(",", labels)));
  }

  private static Optional<Double> find(ExposedFamilies families, String name, String... labels) {
    Labels series = Labels.of(labels).with(Labels.METRIC_NAME, name);
    return Optional.ofNullable(families.valueBySeries().get(series));
  }
}
