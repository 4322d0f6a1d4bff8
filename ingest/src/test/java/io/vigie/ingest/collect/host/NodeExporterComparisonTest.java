package io.vigie.ingest.collect.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.model.metric.Labels;
import io.vigie.model.time.Ticker;
import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The host collector beside the real node_exporter on the same machine: what both expose is the
/// same thing.
class NodeExporterComparisonTest {
  private static final String PROGRAM = "prometheus-node-exporter";

  /// What dashboards and rules for node_exporter mostly ask for.
  private static final List<String> CORE =
      List.of(
          "node_boot_time_seconds",
          "node_context_switches_total",
          "node_cpu_seconds_total",
          "node_disk_io_now",
          "node_disk_io_time_seconds_total",
          "node_disk_read_bytes_total",
          "node_disk_reads_completed_total",
          "node_disk_writes_completed_total",
          "node_disk_written_bytes_total",
          "node_filefd_allocated",
          "node_filefd_maximum",
          "node_filesystem_avail_bytes",
          "node_filesystem_files",
          "node_filesystem_files_free",
          "node_filesystem_free_bytes",
          "node_filesystem_readonly",
          "node_filesystem_size_bytes",
          "node_forks_total",
          "node_intr_total",
          "node_load1",
          "node_load15",
          "node_load5",
          "node_memory_Buffers_bytes",
          "node_memory_Cached_bytes",
          "node_memory_MemAvailable_bytes",
          "node_memory_MemFree_bytes",
          "node_memory_MemTotal_bytes",
          "node_memory_SwapFree_bytes",
          "node_memory_SwapTotal_bytes",
          "node_netstat_Tcp_CurrEstab",
          "node_network_info",
          "node_network_receive_bytes_total",
          "node_network_receive_drop_total",
          "node_network_receive_errs_total",
          "node_network_transmit_bytes_total",
          "node_network_up",
          "node_processes_pids",
          "node_processes_state",
          "node_processes_threads",
          "node_procs_blocked",
          "node_procs_running",
          "node_scrape_collector_duration_seconds",
          "node_scrape_collector_success",
          "node_sockstat_TCP_inuse",
          "node_sockstat_sockets_used",
          "node_time_seconds",
          "node_uname_info",
          "node_vmstat_pgmajfault",
          "node_vmstat_pswpin",
          "node_vmstat_pswpout");

  @TempDir static Path folder;

  private static ExternalProgram exporter;
  private static ExposedFamilies ours;
  private static ExposedFamilies theirs;

  @BeforeAll
  static void readBoth() throws Exception {
    assumeTrue(ExternalProgram.isInstalled(PROGRAM), "skipped: " + PROGRAM + " is not installed");
    int port = ExternalProgram.freePort();
    exporter =
        ExternalProgram.start(
            PROGRAM,
            folder,
            List.of(PROGRAM, "--web.listen-address=127.0.0.1:" + port, "--collector.processes"));
    URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    exporter.await(() -> answers(metrics));
    theirs = ExposedFamilies.read(get(metrics));
    ours =
        ExposedFamilies.read(
            HostCollector.ofThisMachine(InstantSource.system(), Ticker.system()).collect());
  }

  @AfterAll
  static void endTheExporter() throws Exception {
    if (exporter != null) {
      exporter.close();
    }
  }

  @Test
  void exposesTheCoreMetrics() {
    Set<String> missing = new TreeSet<>(CORE);
    missing.removeAll(ours.labelNamesByName().keySet());
    // What the real one does not have either, this machine does not have.
    missing.retainAll(theirs.labelNamesByName().keySet());
    assertThat(missing).isEmpty();
    assertThat(ours.labelNamesByName()).hasSizeGreaterThan(CORE.size());
  }

  @Test
  void exposesNothingThatNodeExporterDoesNotKnow() {
    assertThat(theirs.typeByName().keySet()).containsAll(ours.typeByName().keySet());
  }

  @Test
  void agreesInTypes() {
    ours.typeByName()
        .forEach(
            (name, type) -> assertThat(type).as(name).isEqualTo(theirs.typeByName().get(name)));
  }

  @Test
  void agreesInLabelNames() {
    ours.labelNamesByName()
        .forEach((name, labels) ->
            assertThat(labels).as(name).isEqualTo(theirs.labelNamesByName().get(name)));
  }

  @Test
  void agreesInWhatDoesNotChangeFromMomentToMoment() {
    List<String> steady =
        List.of(
            "node_boot_time_seconds",
            "node_disk_info",
            "node_filefd_maximum",
            "node_filesystem_files",
            "node_filesystem_size_bytes",
            "node_filesystem_readonly",
            "node_memory_MemTotal_bytes",
            "node_memory_SwapTotal_bytes",
            "node_network_info",
            "node_network_mtu_bytes",
            "node_os_info",
            "node_processes_max_threads",
            "node_time_zone_offset_seconds",
            "node_uname_info");
    for (var sample : theirs.valueBySeries().entrySet()) {
      Labels labels = sample.getKey();
      boolean ramDisk = labels.get("device").matches("zram\\d+");
      if (steady.contains(labels.metricName()) && !ramDisk) {
        assertThat(ours.valueBySeries()).containsEntry(labels, sample.getValue());
      }
    }
  }

  @Test
  void countsInTheSameUnits() {
    for (String name :
        List.of("node_cpu_seconds_total", "node_disk_read_bytes_total", "node_forks_total")) {
      double expected = sum(theirs, name);
      assertThat(sum(ours, name)).as(name).isBetween(expected * 0.9, expected * 1.2 + 1000);
    }
    assertThat(sum(ours, "node_time_seconds"))
        .isBetween(sum(theirs, "node_time_seconds") - 60, sum(theirs, "node_time_seconds") + 60);
  }

  private static double sum(ExposedFamilies families, String name) {
    return families.valueBySeries().entrySet().stream()
        .filter(sample -> sample.getKey().metricName().equals(name))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static boolean answers(URI metrics) {
    try {
      return get(metrics).length > 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  private static byte[] get(URI uri) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }
  }
}
