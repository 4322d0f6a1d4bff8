package io.vigie.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// How long requests to Vigie's own API take under a steady load: thirty kinds in turn, as many a
/// second as wanted, whether or not earlier ones are answered. Time counts from when a request was
/// due. The server scrapes ten targets of a thousand series meanwhile.
///
/// `ApiLoad <requests a second> <seconds> <port> <directory, new> <command…>`
public final class ApiLoad {
  private static final int CONNECTIONS = 64;
  private static final int TARGETS = 10;
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  /// One kind of request.
  private record Kind(String method, String path, String body, int status) {
    static Kind get(String path) {
      return new Kind("GET", path, "", 200);
    }

    static Kind post(String path, int status, String body) {
      return new Kind("POST", path, body.replace('\'', '"'), status);
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          Kind.get("/api/metrics/summary"),
          Kind.get("/api/metrics/system"),
          Kind.get("/api/metrics/application"),
          Kind.get("/api/metrics/business"),
          Kind.get("/api/health"),
          Kind.get("/api/health/services"),
          Kind.get("/api/health/services/self"),
          Kind.get("/api/alerts"),
          Kind.get("/api/alerts?severity=critical&limit=10"),
          Kind.get("/api/alerts/rules"),
          Kind.get("/api/dashboard/summary"),
          Kind.get("/api/dashboard/realtime"),
          Kind.get("/api/dashboard/charts/cpu"),
          Kind.get("/api/dashboard/charts/system.memory.usagePercent?interval=5m"),
          Kind.get("/api/openapi.yaml"),
          Kind.get("/api/v1/query?query=up"),
          Kind.get("/api/v1/query?query=sum(rate(node_fake_metric_0_total[1m]))"),
          Kind.get("/api/v1/labels"),
          Kind.get("/api/v1/label/job/values"),
          Kind.get("/api/v1/targets"),
          Kind.get("/api/v1/rules"),
          Kind.get("/api/v1/alerts"),
          Kind.get("/health"),
          Kind.get("/health/ready"),
          Kind.get("/health/detailed"),
          Kind.post(
              "/api/metrics/custom", 202, "{'name':'load_total','type':'counter','value':1}"),
          Kind.post("/api/metrics/custom", 202, "{'name':'load','type':'gauge','value':7}"),
          Kind.post(
              "/api/metrics/custom",
              202,
              "{'name':'load_seconds','type':'histogram','value':0.2}"),
          Kind.post("/api/metrics/business", 202, "{'name':'sold','type':'counter','value':1}"),
          Kind.post(
              "/api/metrics/batch",
              202,
              "{'metrics':[{'name':'b1','value':1},{'name':'b2','value':2},{'name':'b3','value':3}]}"));

  private final int port;
  private final long periodNanos;
  private final long startNanos;
  private final long endNanos;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger wrong = new AtomicInteger();
  private final List<List<Long>> tookNanos = new ArrayList<>();

  private ApiLoad(int port, int perSecond, Duration duration) {
    this.port = port;
    this.periodNanos = 1_000_000_000L / perSecond;
    this.startNanos = System.nanoTime();
    this.endNanos = startNanos + duration.toNanos();
    KINDS.forEach(_ -> tookNanos.add(new ArrayList<>()));
  }

  public static void main(String[] arguments) throws Exception {
    int perSecond = Integer.parseInt(arguments[0]);
    Duration duration = Duration.ofSeconds(Integer.parseInt(arguments[1]));
    List<String> command = List.of(arguments).subList(4, arguments.length);
    try (FakeTargetServer targets = FakeTargetServer.start(0, 1000);
        ServerProcess server =
            ServerProcess.start(
                Path.of(arguments[3]),
                Integer.parseInt(arguments[2]),
                config(targets.port(), Integer.parseInt(arguments[2])),
                command)) {
      new ApiLoad(server.port(), perSecond, WARM_UP).run();
      ServerProcess.Metrics before = server.metrics();
      ApiLoad load = new ApiLoad(server.port(), perSecond, duration);
      load.run();
      ServerProcess.Metrics now = server.metrics();
      load.print(
          (now.value("process_cpu_seconds_total") - before.value("process_cpu_seconds_total"))
              / ((now.nanos() - before.nanos()) / 1e9));
    }
  }

  private static String config(int targetPort, int port) {
    StringBuilder config =
        new StringBuilder(
            """
            global: {scrape_interval: 5s, scrape_timeout: 5s}
            vigie:
              checks: [{name: self, http: {url: 'http://127.0.0.1:%d/-/healthy'}}]
            scrape_configs:
              - job_name: load
                static_configs:
            """
                .formatted(port));
    for (int i = 0; i < TARGETS; i++) {
      config.append("      - {targets: ['127.0.0.1:%d'], labels: ".formatted(targetPort));
      config.append("{__metrics_path__: /t/%d/metrics, instance: h%d}}%n".formatted(i, i));
    }
    return config.toString();
  }

  private void run() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      threads.add(Thread.ofVirtual().start(this::ask));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void ask() {
    try (HttpConnection connection = new HttpConnection(port)) {
      while (true) {
        int turn = next.getAndIncrement();
        long dueNanos = startNanos + turn * periodNanos;
        if (dueNanos > endNanos) {
          return;
        }
        LockSupport.parkNanos(dueNanos - System.nanoTime());
        Kind kind = KINDS.get(turn % KINDS.size());
        if (connection.ask(kind.method(), kind.path(), kind.body()) != kind.status()) {
          wrong.incrementAndGet();
        }
        List<Long> took = tookNanos.get(turn % KINDS.size());
        synchronized (took) {
          took.add(System.nanoTime() - dueNanos);
        }
      }
    } catch (IOException e) {
      System.err.println("a connection broke: " + e);
      wrong.incrementAndGet();
    }
  }

  private void print(double cpu) {
    System.out.println("| request | answered | p50 ms | p99 ms | longest ms |");
    System.out.println("|---|---:|---:|---:|---:|");
    for (int i = 0; i < KINDS.size(); i++) {
      line(KINDS.get(i).method() + " " + KINDS.get(i).path(), tookNanos.get(i));
    }
    line("all", tookNanos.stream().flatMap(List::stream).toList());
    System.out.printf("%nwrong: %d; the server used %.2f CPU s/s%n", wrong.get(), cpu);
  }

  private static void line(String name, List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "| `%s` | %d | %.1f | %.1f | %.1f |%n",
        name,
        sorted.length,
        millis(sorted, 0.5),
        millis(sorted, 0.99),
        Arrays.stream(sorted).max().orElse(0) / 1e6);
  }

  private static double millis(long[] sorted, double quantile) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)] / 1e6;
  }
}
