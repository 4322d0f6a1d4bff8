package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.testkit.Eventually;
import io.vigie.testkit.ExternalProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Debian's real exporters, in front of a real PostgreSQL and a real Redis, scraped by Debian's
/// Prometheus and by Vigie side by side: the same questions get the same answers from both. Runs
/// for 24 s; `-Dsidebyside.duration=PT10M` for longer.
@Order(1)
@Tag("slow")
class RealExportersTest {
  private static final List<String> PROGRAMS =
      List.of(
          "prometheus",
          "prometheus-node-exporter",
          "prometheus-postgres-exporter",
          "prometheus-redis-exporter",
          "prometheus-blackbox-exporter",
          "redis-server");

  /// How long a range selector below may look back, with room for the first scrapes.
  private static final Duration WARM_UP = Duration.ofSeconds(16);

  private static final List<String> INSTANT_QUERIES =
      List.of(
          "node_memory_MemTotal_bytes",
          "node_load1",
          "node_cpu_seconds_total",
          "sum by (mode) (node_cpu_seconds_total)",
          "rate(node_cpu_seconds_total[10s])",
          "100 - avg by (instance) (rate(node_cpu_seconds_total{mode=\"idle\"}[10s])) * 100",
          "irate(node_cpu_seconds_total{mode!=\"idle\"}[6s])",
          "increase(node_context_switches_total[10s])",
          "topk(3, node_filesystem_size_bytes)",
          "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
          "node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.99",
          "node_time_seconds - on (instance) group_left node_boot_time_seconds",
          "count by (fstype) (node_filesystem_size_bytes)",
          "sum without (cpu, mode) (node_cpu_seconds_total)",
          "avg_over_time(node_load1[10s])",
          "max_over_time(node_memory_MemFree_bytes[10s]) - min_over_time(node_memory_MemFree_bytes[10s])",
          "quantile(0.9, node_cpu_seconds_total)",
          "stddev by (cpu) (node_cpu_seconds_total)",
          "count_values(\"value\", node_network_up)",
          "label_replace(node_uname_info, \"short\", \"$1\", \"release\", \"([0-9]+).*\")",
          "sort_desc(node_filesystem_size_bytes)",
          "histogram_quantile(0.9, sum by (le) (rate(go_gc_pauses_seconds_total_bucket[10s])))",
          "go_gc_duration_seconds{quantile=\"0.5\"}",
          "rate(process_cpu_seconds_total[10s]) > 0",
          "deriv(node_memory_MemFree_bytes[10s])",
          "predict_linear(node_memory_MemFree_bytes[10s], 3600)",
          "changes(node_load1[10s])",
          "resets(node_cpu_seconds_total[10s])",
          "absent(nothing_of_this_name)",
          "count({__name__=~\"node_.*\"})",
          "pg_up",
          "pg_stat_database_xact_commit{datname=\"postgres\"}",
          "rate(pg_stat_database_xact_commit[10s])",
          "pg_settings_max_connections",
          "sum by (state) (pg_stat_activity_count)",
          "pg_database_size_bytes",
          "redis_up",
          "rate(redis_commands_processed_total[10s])",
          "redis_memory_used_bytes / 1024",
          "redis_connected_clients or redis_nothing",
          "probe_success",
          "probe_http_status_code == 200",
          "probe_success and on (instance) probe_duration_seconds < 10",
          "sum(probe_success) by (job) unless probe_nothing",
          "max_over_time(rate(node_cpu_seconds_total{mode=\"user\"}[6s])[8s:2s])",
          "up");

  private static final List<String> RANGE_QUERIES =
      List.of(
          "rate(node_cpu_seconds_total[10s])",
          "sum by (mode) (rate(node_cpu_seconds_total[10s]))",
          "node_memory_MemFree_bytes offset 4s",
          "rate(redis_commands_processed_total[10s])",
          "sum(pg_stat_database_xact_commit) by (datname)",
          "avg_over_time(probe_duration_seconds[10s])");

  /// Stretches of time that are compared before a difference counts.
  private static final int MAX_WINDOWS = 5;

  @TempDir Path folder;

  private RealPrograms programs;

  @BeforeEach
  void prepare() {
    programs = new RealPrograms(folder);
  }

  @AfterEach
  void endWhatWasStarted() throws Exception {
    programs.close();
  }

  @Test
  void giveTheSameAnswersAsFromPrometheus() throws Exception {
    PROGRAMS.forEach(
        program -> assumeTrue(ExternalProgram.isInstalled(program), program + " is not installed"));
    assumeTrue(RealPrograms.hasPostgres(), "PostgreSQL is not installed");
    Duration duration = Duration.parse(System.getProperty("sidebyside.duration", "PT24S"));

    SlottedExporters exporters = programs.closeLater(new SlottedExporters());
    exporters
        .add("node", nodeExporter())
        .add("postgres", postgresExporter(programs.postgres()))
        .add("redis", redisExporter(programs.redis()))
        .add("blackbox", blackboxExporter());
    Path config =
        Files.writeString(folder.resolve("prometheus.yml"), configuration(exporters.address()));
    PrometheusApi prometheus = programs.prometheus(config);
    PrometheusApi vigie = programs.vigie("--config.file=" + config);

    long bothUpMillis = System.currentTimeMillis();
    Duration atLeast = WARM_UP.plusSeconds(8);
    Eventually.pause(duration.compareTo(atLeast) > 0 ? duration : atLeast);

    long fromMillis = bothUpMillis + WARM_UP.toMillis();
    for (int window = 1; ; window++) {
      long toMillis = System.currentTimeMillis() - 2 * SlottedExporters.SLOT_MILLIS;
      List<String> differences = differences(prometheus, vigie, fromMillis, toMillis);
      if (differences.isEmpty()) {
        assertSameSeries(prometheus, vigie, fromMillis, toMillis);
        return;
      }
      // On a busy machine one of the two may come too late for a slot once: a fault comes again.
      assertThat(window).as(() -> String.join("\n", differences)).isLessThan(MAX_WINDOWS);
      fromMillis = System.currentTimeMillis();
      Eventually.pause(atLeast);
    }
  }

  /// In what the answers differ.
  private static List<String> differences(
      PrometheusApi prometheus, PrometheusApi vigie, long fromMillis, long toMillis) {
    String start = seconds(fromMillis);
    String end = seconds(toMillis);
    List<String> differences = new ArrayList<>();
    INSTANT_QUERIES.forEach(query ->
        differences.addAll(ask(prometheus, vigie, "query", Map.of("query", query, "time", end))));
    String step = String.valueOf(Math.max(1, (toMillis - fromMillis) / 1000 / 100));
    RANGE_QUERIES.forEach(query ->
        differences.addAll(
            ask(
                prometheus,
                vigie,
                "query_range",
                Map.of("query", query, "start", start, "end", end, "step", step))));
    return differences;
  }

  private static void assertSameSeries(
      PrometheusApi prometheus, PrometheusApi vigie, long fromMillis, long toMillis) {
    assertThat(vigie.data("label/job/values", Map.of()))
        .isEqualTo(prometheus.data("label/job/values", Map.of()));
    // Since Prometheus 3 quantile="0" is kept as "0.0": the one place where 2 and 3 differ here.
    Map<String, String> nodeSeries =
        Map.of(
            "match[]",
            "{job=\"node\",__name__!~\"scrape_.*\",quantile=\"\"}",
            "start",
            seconds(fromMillis),
            "end",
            seconds(toMillis));
    assertThat(vigie.data("series", nodeSeries).values())
        .hasSizeGreaterThan(200)
        .containsExactlyInAnyOrderElementsOf(prometheus.data("series", nodeSeries).values());
  }

  private static List<String> ask(
      PrometheusApi prometheus, PrometheusApi vigie, String path, Map<String, String> parameters) {
    JsonNode expected = prometheus.data(path, parameters);
    JsonNode actual = vigie.data(path, parameters);
    List<String> differences = new ArrayList<>();
    AnswerComparison.differences(expected, actual)
        .forEach(d -> differences.add(parameters.get("query") + " → " + d));
    boolean mayBeEmpty = parameters.get("query").startsWith("histogram_quantile");
    if (AnswerComparison.points(expected) == 0 && !mayBeEmpty) {
      differences.add(
          parameters.get("query") + " → has no data in Prometheus, so it proves nothing");
    }
    return differences;
  }

  private int nodeExporter() throws Exception {
    return exporter("prometheus-node-exporter", List.of("--web.listen-address=127.0.0.1:%d"));
  }

  private int postgresExporter(int postgresPort) throws Exception {
    return exporter(
        "prometheus-postgres-exporter",
        List.of("--web.listen-address=127.0.0.1:%d"),
        "DATA_SOURCE_NAME=postgresql://postgres@127.0.0.1:"
            + postgresPort
            + "/postgres?sslmode=disable");
  }

  private int redisExporter(int redisPort) throws Exception {
    return exporter(
        "prometheus-redis-exporter",
        List.of("-web.listen-address=127.0.0.1:%d", "-redis.addr=redis://127.0.0.1:" + redisPort));
  }

  private int blackboxExporter() throws Exception {
    Path modules = folder.resolve("blackbox.yml");
    Files.writeString(
        modules,
        """
        modules:
          http_2xx: {prober: http, http: {preferred_ip_protocol: ip4}}
          tcp_connect: {prober: tcp, tcp: {preferred_ip_protocol: ip4}}
        """);
    return exporter(
        "prometheus-blackbox-exporter",
        List.of("--web.listen-address=127.0.0.1:%d", "--config.file=" + modules));
  }

  private int exporter(String program, List<String> flags, String... environment) throws Exception {
    int port = ExternalProgram.freePort();
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(List.of(environment));
    command.add(program);
    flags.forEach(flag -> command.add(flag.contains("%d") ? flag.formatted(port) : flag));
    return programs.start(program, port, command);
  }

  private static String configuration(String address) {
    return """
    global: {scrape_interval: 1s, scrape_timeout: 1s}
    scrape_configs:
      - job_name: node
        metrics_path: /node/metrics
        static_configs: [{targets: ['%1$s']}]
      - job_name: postgres
        metrics_path: /postgres/metrics
        static_configs: [{targets: ['%1$s'], labels: {database: main}}]
      - job_name: redis
        metrics_path: /redis/metrics
        static_configs: [{targets: ['%1$s']}]
      - job_name: blackbox
        metrics_path: /blackbox/probe
        params: {module: [http_2xx]}
        static_configs: [{targets: ['http://%1$s/node/']}]
        relabel_configs:
          - {source_labels: [__address__], target_label: __param_target}
          - {source_labels: [__param_target], target_label: instance}
          - {target_label: __address__, replacement: '%1$s'}
    """
        .formatted(address);
  }

  private static String seconds(long timestampMillis) {
    return String.valueOf(timestampMillis / 1000);
  }
}
