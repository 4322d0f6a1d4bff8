package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSFileStore;
import oshi.software.os.OperatingSystem;

/// The sources for machines other than Linux, as far as OSHI knows what node_exporter's metrics
/// say. Memory has the names it has on Linux, because that is what dashboards ask for.
final class OshiHost {
  private static final double SECONDS_PER_MILLISECOND = 1e-3;

  private final SystemInfo system = new SystemInfo();
  private final OperatingSystem os = system.getOperatingSystem();
  private final CentralProcessor processor = system.getHardware().getProcessor();

  private OshiHost() {}

  static Map<String, HostSource> sources(InstantSource clock) {
    OshiHost host = new OshiHost();
    Map<String, HostSource> sources = new LinkedHashMap<>();
    sources.put("cpu", host::cpu);
    sources.put("diskstats", host::disks);
    sources.put("filefd", host::files);
    sources.put("filesystem", host::filesystems);
    sources.put("loadavg", host::load);
    sources.put("meminfo", host::memory);
    sources.put("netdev", host::network);
    sources.put("processes", host::processes);
    sources.put("stat", host::counters);
    sources.put("time", new SystemTime(clock));
    sources.put("uname", host::name);
    return sources;
  }

  private void cpu(ExpositionWriter out) {
    var seconds = out.counter("node_cpu_seconds_total", "Seconds the CPUs spent in each mode.");
    long[][] ticks = processor.getProcessorCpuLoadTicks();
    for (int cpu = 0; cpu < ticks.length; cpu++) {
      for (TickType type : TickType.values()) {
        seconds.add(
            ticks[cpu][type.getIndex()] * SECONDS_PER_MILLISECOND,
            "cpu",
            Integer.toString(cpu),
            "mode",
            mode(type));
      }
    }
  }

  private static String mode(TickType type) {
    return switch (type) {
      case USER -> "user";
      case NICE -> "nice";
      case SYSTEM -> "system";
      case IDLE -> "idle";
      case IOWAIT -> "iowait";
      case IRQ -> "irq";
      case SOFTIRQ -> "softirq";
      case STEAL -> "steal";
    };
  }

  private void load(ExpositionWriter out) {
    double[] averages = processor.getSystemLoadAverage(3);
    List<Integer> minutes = List.of(1, 5, 15);
    for (int i = 0; i < averages.length; i++) {
      if (averages[i] >= 0) {
        out.gauge("node_load" + minutes.get(i), minutes.get(i) + "m load average.")
            .add(averages[i]);
      }
    }
  }

  private void memory(ExpositionWriter out) {
    GlobalMemory memory = system.getHardware().getMemory();
    memoryGauge(out, "MemTotal", memory.getTotal());
    memoryGauge(out, "MemAvailable", memory.getAvailable());
    long swapTotal = memory.getVirtualMemory().getSwapTotal();
    memoryGauge(out, "SwapTotal", swapTotal);
    memoryGauge(out, "SwapFree", swapTotal - memory.getVirtualMemory().getSwapUsed());
  }

  private static void memoryGauge(ExpositionWriter out, String field, long bytes) {
    out.gauge("node_memory_" + field + "_bytes", "Memory information field " + field + "_bytes.")
        .add(bytes);
  }

  private void filesystems(ExpositionWriter out) {
    for (OSFileStore store : os.getFileSystem().getFileStores()) {
      String[] labels = {
        "device", store.getVolume(), "fstype", store.getType(), "mountpoint", store.getMount()
      };
      filesystemGauge(out, "size_bytes", "Filesystem size in bytes.")
          .add(store.getTotalSpace(), labels);
      filesystemGauge(out, "free_bytes", "Filesystem free space in bytes.")
          .add(store.getFreeSpace(), labels);
      filesystemGauge(out, "avail_bytes", "Filesystem space available to non-root users in bytes.")
          .add(store.getUsableSpace(), labels);
      filesystemGauge(out, "files", "Filesystem total file nodes.")
          .add(store.getTotalInodes(), labels);
      filesystemGauge(out, "files_free", "Filesystem total free file nodes.")
          .add(store.getFreeInodes(), labels);
    }
  }

  private static ExpositionWriter.Family filesystemGauge(
      ExpositionWriter out, String name, String help) {
    return out.gauge("node_filesystem_" + name, help);
  }

  private void disks(ExpositionWriter out) {
    for (HWDiskStore disk : system.getHardware().getDiskStores()) {
      String device = disk.getName().substring(disk.getName().lastIndexOf('/') + 1);
      diskCounter(out, "reads_completed", "The total number of reads completed successfully.")
          .add(disk.getReads(), "device", device);
      diskCounter(out, "read_bytes", "The total number of bytes read successfully.")
          .add(disk.getReadBytes(), "device", device);
      diskCounter(out, "writes_completed", "The total number of writes completed successfully.")
          .add(disk.getWrites(), "device", device);
      diskCounter(out, "written_bytes", "The total number of bytes written successfully.")
          .add(disk.getWriteBytes(), "device", device);
      diskCounter(out, "io_time_seconds", "Total seconds spent doing I/Os.")
          .add(disk.getTransferTime() * SECONDS_PER_MILLISECOND, "device", device);
    }
  }

  private static ExpositionWriter.Family diskCounter(
      ExpositionWriter out, String name, String help) {
    return out.counter("node_disk_" + name + "_total", help);
  }

  private void network(ExpositionWriter out) {
    for (NetworkIF device : system.getHardware().getNetworkIFs(true)) {
      String name = device.getName();
      networkCounter(out, "receive_bytes").add(device.getBytesRecv(), "device", name);
      networkCounter(out, "receive_packets").add(device.getPacketsRecv(), "device", name);
      networkCounter(out, "receive_errs").add(device.getInErrors(), "device", name);
      networkCounter(out, "receive_drop").add(device.getInDrops(), "device", name);
      networkCounter(out, "transmit_bytes").add(device.getBytesSent(), "device", name);
      networkCounter(out, "transmit_packets").add(device.getPacketsSent(), "device", name);
      networkCounter(out, "transmit_errs").add(device.getOutErrors(), "device", name);
      networkCounter(out, "transmit_colls").add(device.getCollisions(), "device", name);
    }
  }

  private static ExpositionWriter.Family networkCounter(ExpositionWriter out, String name) {
    return out.counter("node_network_" + name + "_total", "Network device statistic " + name + ".");
  }

  private void files(ExpositionWriter out) {
    out.gauge("node_filefd_allocated", "File descriptor statistics: allocated.")
        .add(os.getFileSystem().getOpenFileDescriptors());
    out.gauge("node_filefd_maximum", "File descriptor statistics: maximum.")
        .add(os.getFileSystem().getMaxFileDescriptors());
  }

  private void processes(ExpositionWriter out) {
    out.gauge("node_processes_pids", "Number of PIDs").add(os.getProcessCount());
    out.gauge("node_processes_threads", "Allocated threads in system").add(os.getThreadCount());
  }

  private void counters(ExpositionWriter out) {
    out.counter("node_intr_total", "Total number of interrupts serviced.")
        .add(processor.getInterrupts());
    out.counter("node_context_switches_total", "Total number of context switches.")
        .add(processor.getContextSwitches());
    out.gauge("node_boot_time_seconds", "Node boot time, in unixtime.").add(os.getSystemBootTime());
  }

  private void name(ExpositionWriter out) {
    out.gauge("node_uname_info", "Labeled system information as provided by the uname system call.")
        .add(
            1,
            "sysname",
            os.getFamily(),
            "release",
            String.valueOf(os.getVersionInfo().getVersion()),
            "version",
            String.valueOf(os.getVersionInfo().getBuildNumber()),
            "machine",
            KernelName.machine(System.getProperty("os.arch")),
            "nodename",
            os.getNetworkParams().getHostName(),
            "domainname",
            os.getNetworkParams().getDomainName());
  }
}
