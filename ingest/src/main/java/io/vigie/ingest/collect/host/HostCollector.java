package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.scrape.InProcessTarget;
import io.vigie.model.time.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Exposes the machine that this process runs on as node_exporter does. Each part is read by a
/// source of its own: one that fails takes its own metrics away and sets its
/// `node_scrape_collector_success` to 0; the others are not touched. Blocks on files and devices.
public final class HostCollector implements InProcessTarget {
  private static final Logger LOG = LoggerFactory.getLogger(HostCollector.class);

  private final Map<String, HostSource> sources;
  private final Ticker ticker;

  /// @param sources by the name that node_exporter gives the collector
  HostCollector(Map<String, HostSource> sources, Ticker ticker) {
    this.sources = new LinkedHashMap<>(sources);
    this.ticker = ticker;
  }

  /// The collector for this machine's operating system.
  public static HostCollector ofThisMachine(InstantSource clock, Ticker ticker) {
    boolean linux = System.getProperty("os.name").equals("Linux");
    return linux
        ? linux(new LinuxFiles(Path.of("/")), clock, ticker)
        : new HostCollector(OshiHost.sources(clock), ticker);
  }

  /// The collector for a Linux machine whose files are found under another root.
  static HostCollector linux(LinuxFiles files, InstantSource clock, Ticker ticker) {
    Map<String, HostSource> sources = new LinkedHashMap<>();
    sources.put("arp", new ArpTable(files));
    sources.put("conntrack", new ConnectionTracking(files));
    sources.put("cpu", new CpuTimes(files));
    sources.put("diskstats", new DiskStatistics(files));
    sources.put("entropy", new EntropyPool(files));
    sources.put("filefd", new FileDescriptors(files));
    sources.put("filesystem", new Filesystems(files));
    sources.put("loadavg", new LoadAverages(files));
    sources.put("meminfo", new MemoryInfo(files));
    sources.put("netclass", new NetworkInterfaces(files));
    sources.put("netdev", new NetworkTraffic(files));
    sources.put("netstat", new ProtocolStatistics(files));
    sources.put("os", new OsRelease(files));
    sources.put("pressure", new PressureStalls(files));
    sources.put("processes", new Processes(files));
    sources.put("sockstat", new SocketStatistics(files));
    sources.put("softnet", new PacketQueues(files));
    sources.put("stat", new KernelCounters(files));
    sources.put("time", new SystemTime(clock));
    sources.put("uname", new KernelName(files));
    sources.put("vmstat", new VirtualMemory(files));
    return new HostCollector(sources, ticker);
  }

  @Override
  public String contentType() {
    return "text/plain; version=0.0.4; charset=utf-8";
  }

  @Override
  public void write(OutputStream out) throws IOException {
    out.write(collect());
  }

  /// What is found now. Never fails as a whole.
  byte[] collect() {
    ExpositionWriter out = new ExpositionWriter();
    ExpositionWriter.Family durations =
        out.gauge(
            "node_scrape_collector_duration_seconds",
            "node_exporter: Duration of a collector scrape.");
    ExpositionWriter.Family successes =
        out.gauge("node_scrape_collector_success", "node_exporter: Whether a collector succeeded.");
    sources.forEach((name, source) -> {
      long startNanos = ticker.readNanos();
      boolean success = collect(name, source, out);
      durations.add((ticker.readNanos() - startNanos) / 1e9, "collector", name);
      successes.add(success ? 1 : 0, "collector", name);
    });
    return out.toBytes();
  }

  private static boolean collect(String name, HostSource source, ExpositionWriter out) {
    ExpositionWriter own = new ExpositionWriter();
    try {
      source.collect(own);
      out.addAll(own);
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      // A kernel without the feature, a file that this user may not read, or text in a form not
      // known yet: the metric says it, a log line at every scrape would only drown the rest.
      LOG.debug("host collector {} failed", name, e);
      return false;
    }
  }
}
