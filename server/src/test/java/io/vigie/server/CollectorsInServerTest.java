package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vigie.testkit.Eventually;
import io.vigie.testkit.ExternalProgram;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Collectors as they are configured: their samples are like those of every scrape.
class CollectorsInServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void oneThatFailsAndOneThatHangsCostOnlyThemselves() throws Exception {
    HttpServer app =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CountDownLatch end = new CountDownLatch(1);
    app.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    app.createContext(
        "/health/detailed",
        exchange -> {
          byte[] body =
              """
              {"success":false,"data":{"status":"unhealthy","components":{
                "database":{"status":"unhealthy"},"memory":{"status":"healthy"}}}}
              """
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(503, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    app.createContext(
        "/hangs",
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            // the test is over
          }
        });
    app.start();
    String address = "127.0.0.1:" + app.getAddress().getPort();
    int nobody = ExternalProgram.freePort();
    String config =
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        vigie:
          collectors:
            - {postgresql: {address: '127.0.0.1:%1$d', password: hunter2}, labels: {tier: main}}
            - {redis: {address: '127.0.0.1:%1$d'}}
            - {json_metrics: {url: 'http://%2$s/health/detailed'}}
            - {json_metrics: {url: 'http://%2$s/hangs'}, job: hanging, timeout: 500ms}
            - {processes: {names: [java]}}
        """;
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(file, config.formatted(nobody, address));
    try (StartedVigie server = StartedVigie.withFile(folder, file)) {
      Eventually.holds(
          PATIENCE,
          "all were collected",
          () -> !empty(server, "count(up) == 5 and count(count_over_time(up[1m]) > 1) == 5"));

      assertThat(value(server, "up{job=\"postgres\",tier=\"main\"}")).isEqualTo(0);
      assertThat(value(server, "pg_up{job=\"postgres\",tier=\"main\"}")).isEqualTo(0);
      assertThat(value(server, "redis_up")).isEqualTo(0);
      assertThat(value(server, "up{job=\"hanging\"}")).isEqualTo(0);
      assertThat(value(server, "up{job=\"json\"}")).isEqualTo(1);
      assertThat(value(server, "health_check_status{component=\"database\"}")).isEqualTo(0);
      assertThat(value(server, "health_check_status{component=\"memory\"}")).isEqualTo(1);
      assertThat(value(server, "namedprocess_namegroup_num_procs")).isGreaterThanOrEqualTo(1);
      // They run side by side: none waits for the one that hangs.
      assertThat(value(server, "max(scrape_duration_seconds)")).isLessThan(5);

      String targets = server.get("/api/v1/targets").body();
      assertThat(targets)
          .contains("PostgreSQL 127.0.0.1:" + nobody)
          // The request and the collection have the same time: either may be the one that says so.
          .containsAnyOf(
              "json_metrics " + address + " did not answer within 500ms",
              "timeout after 500ms: " + address + " took the request and did not answer")
          .doesNotContain("hunter2");
      assertThat(server.get("/api/v1/status/config").body()).doesNotContain("hunter2");

      Files.writeString(file, config.formatted(nobody, address).replaceAll(" *- \\{redis.*\n", ""));
      server.vigie.reload();
      Eventually.holds(PATIENCE, "redis is gone", () -> empty(server, "redis_up"));
      assertThat(value(server, "pg_up")).isEqualTo(0);
    } finally {
      end.countDown();
      app.stop(0);
    }
  }

  private static boolean empty(StartedVigie server, String query) {
    try {
      return server.query(query).isEmpty();
    } catch (Exception e) {
      throw new AssertionError(query, e);
    }
  }

  private static double value(StartedVigie server, String query) throws Exception {
    JsonNode result = server.query(query);
    assertThat(result.size()).as(query).isEqualTo(1);
    return Double.parseDouble(result.get(0).get("value").get(1).asString());
  }
}
