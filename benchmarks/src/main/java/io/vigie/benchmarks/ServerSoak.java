package io.vigie.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Whether a whole server stays as it is under steady load: scrapes as many targets as wanted, one
/// of a thousand series each, every second, while one client asks five questions a second. Prints a
/// line a minute: memory, processor time, what waits in the journal, parts, and how long questions
/// took. The server is a process of its own, started with the given command.
///
/// `ServerSoak <minutes> <targets> <port> <directory, new> <command…>`; the command gets
/// `--config.file`, `--storage.tsdb.path` and `--web.listen-address` appended.
public final class ServerSoak {
  private static final int SERIES_PER_TARGET = 1000;
  private static final Duration QUERY_PAUSE = Duration.ofMillis(200);
  private static final List<String> QUERIES =
      List.of(
          "query?query=" + encoded("sum by (cpu) (rate(node_fake_metric_3_total[1m]))"),
          "query?query=" + encoded("topk(5, node_fake_metric_1_bytes)"),
          "query?query=" + encoded("count by (mode) ({__name__=~\"node_fake_metric_1._bytes\"})"),
          "query_range?step=5&query=" + encoded("rate(node_fake_metric_0_total{instance=\"h1\"}[1m])"));

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Long> queryNanos = new ArrayList<>();
  private final Process server;
  private final String address;
  private volatile boolean stopping;
  private long failedQueries;

  private ServerSoak(Path directory, int targets, int targetPort, int port, List<String> command)
      throws IOException {
    this.address = "http://127.0.0.1:" + port;
    Path config = Files.writeString(directory.resolve("soak.yml"), config(targets, targetPort));
    List<String> all = new ArrayList<>(command);
    all.add("--config.file=" + config);
    all.add("--storage.tsdb.path=" + directory.resolve("data"));
    all.add("--web.listen-address=127.0.0.1:" + port);
    this.server =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("server.log").toFile())
            .start();
  }

  public static void main(String[] arguments) throws Exception {
    int minutes = Integer.parseInt(arguments[0]);
    int targets = Integer.parseInt(arguments[1]);
    Path directory = Files.createDirectories(Path.of(arguments[3]));
    List<String> command = List.of(arguments).subList(4, arguments.length);
    try (FakeTargetServer targetServer = FakeTargetServer.start(0, SERIES_PER_TARGET)) {
      ServerSoak soak =
          new ServerSoak(
              directory, targets, targetServer.port(), Integer.parseInt(arguments[2]), command);
      try {
        soak.run(minutes);
      } finally {
        soak.server.destroy();
        soak.server.waitFor();
      }
    }
  }

  private static String config(int targets, int targetPort) {
    StringBuilder config =
        new StringBuilder(
            """
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs:
              - job_name: soak
                static_configs:
            """);
    for (int i = 0; i < targets; i++) {
      config.append("      - {targets: ['127.0.0.1:%d'], labels: ".formatted(targetPort));
      config.append("{__metrics_path__: /t/%d/metrics, instance: h%d}}%n".formatted(i, i));
    }
    return config.toString();
  }

  private void run(int minutes) throws Exception {
    while (!isReady()) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    Thread querying = Thread.ofPlatform().daemon().start(this::query);
    System.out.println(
        "| minute | samples/s | up | CPU s per M | RSS MiB | heap MiB | journal MiB | memtable rows"
            + " | parts MiB | query p50 ms | p99 ms | longest ms | failed |");
    System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    Scrape before = scrape();
    for (int minute = 1; minute <= minutes; minute++) {
      LockSupport.parkNanos(before.nanos() + 60_000_000_000L - System.nanoTime());
      Scrape now = scrape();
      line(minute, before, now);
      before = now;
    }
    stopping = true;
    querying.join();
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private void query() {
    for (int i = 0; !stopping; i++) {
      LockSupport.parkNanos(QUERY_PAUSE.toNanos());
      String query = QUERIES.get(i % QUERIES.size());
      if (query.startsWith("query_range")) {
        long end = System.currentTimeMillis() / 1000;
        query += "&start=" + (end - 300) + "&end=" + end;
      }
      long start = System.nanoTime();
      boolean answered = answered("/api/v1/" + query);
      synchronized (queryNanos) {
        queryNanos.add(System.nanoTime() - start);
        failedQueries += answered ? 0 : 1;
      }
    }
  }

  private boolean answered(String path) {
    try {
      return get(path).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
  }

  private void line(int minute, Scrape before, Scrape now) throws Exception {
    long[] nanos;
    long failed;
    synchronized (queryNanos) {
      nanos = queryNanos.stream().mapToLong(Long::longValue).sorted().toArray();
      queryNanos.clear();
      failed = failedQueries;
      failedQueries = 0;
    }
    double samples = now.value("prometheus_tsdb_head_samples_appended_total") - before.value("prometheus_tsdb_head_samples_appended_total");
    double cpuSeconds = now.value("process_cpu_seconds_total") - before.value("process_cpu_seconds_total");
    System.out.printf(
        "| %d | %.0f | %s | %.2f | %d | %.0f | %.0f | %.0f | %.0f | %.1f | %.1f | %.1f | %d |%n",
        minute,
        samples * 1e9 / (now.nanos() - before.nanos()),
        up(),
        cpuSeconds / samples * 1e6,
        residentKib() >> 10,
        now.value("jvm_memory_used_bytes{area=\"heap\"") / 1048576,
        now.value("prometheus_tsdb_wal_storage_size_bytes") / 1048576,
        now.value("vigie_tsdb_memtable_rows"),
        now.value("prometheus_tsdb_storage_blocks_bytes") / 1048576,
        quantile(nanos, 0.5),
        quantile(nanos, 0.99),
        quantile(nanos, 1),
        failed);
  }

  private String up() throws IOException, InterruptedException {
    String answer = get("/api/v1/query?query=" + encoded("sum(up)")).body();
    return answer.replaceAll(".*,\"(\\d+)\"]}.*", "$1");
  }

  private Scrape scrape() throws IOException, InterruptedException {
    return new Scrape(System.nanoTime(), get("/metrics").body());
  }

  private record Scrape(long nanos, String text) {
    /// The sum of the samples whose line begins so.
    double value(String prefix) {
      return text.lines()
          .filter(line -> line.startsWith(prefix))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    }
  }

  private static double quantile(long[] sorted, double quantile) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) (quantile * (sorted.length - 1))] / 1e6;
  }

  private long residentKib() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + server.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
