package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.vigie.testkit.Eventually;
import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What an operator reads on the target page when a target is not what the configuration takes it
/// for.
@Tag("slow")
class ExplainedTargetsTest {
  private static final String METRICS = "# TYPE good gauge\ngood 1\n";

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
  void sayWhatWasReceivedAndWhatToDo() throws Exception {
    assumeTrue(ExternalProgram.isInstalled("redis-server"), "redis-server is not installed");
    assumeTrue(RealPrograms.hasPostgres(), "PostgreSQL is not installed");
    String pages = "127.0.0.1:" + pages().getAddress().getPort();
    ServerSocket silent =
        programs.closeLater(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));

    Map<String, String> targetByJob = new HashMap<>();
    targetByJob.put("good", pages + "/good");
    targetByJob.put("json", pages + "/json");
    targetByJob.put("html", pages + "/html");
    targetByJob.put("garbage", pages + "/garbage");
    targetByJob.put("endless", pages + "/endless");
    targetByJob.put("silent", "127.0.0.1:" + silent.getLocalPort() + "/metrics");
    targetByJob.put("closed", "127.0.0.1:" + ExternalProgram.freePort() + "/metrics");
    targetByJob.put("postgres", "127.0.0.1:" + programs.postgres() + "/metrics");
    targetByJob.put("redis", "127.0.0.1:" + programs.redis() + "/metrics");
    targetByJob.put("unknown-host", "no-such-host.invalid:80/metrics");
    Map<String, String> errorByJob = lastErrors(targetByJob);

    assertThat(errorByJob.get("good")).isEmpty();
    assertThat(errorByJob.get("json")).containsIgnoringCase("JSON").containsIgnoringCase("health");
    assertThat(errorByJob.get("html")).containsIgnoringCase("HTML");
    assertThat(errorByJob.get("garbage")).isNotEmpty();
    assertThat(errorByJob.get("endless")).contains("body_size_limit");
    assertThat(errorByJob.get("silent")).containsAnyOf("timeout", "timed out", "deadline");
    assertThat(errorByJob.get("closed")).contains("refused");
    assertThat(errorByJob.get("postgres")).contains("PostgreSQL").contains("9187");
    assertThat(errorByJob.get("redis")).contains("Redis").contains("9121");
    assertThat(errorByJob.get("unknown-host")).contains("no-such-host.invalid");
  }

  /// The explanation that the target page shows for each job once every target was scraped.
  private Map<String, String> lastErrors(Map<String, String> targetByJob) throws Exception {
    StringBuilder config =
        new StringBuilder("global: {scrape_interval: 2s, scrape_timeout: 1s}\nscrape_configs:\n");
    targetByJob.forEach((job, target) -> {
      String[] addressAndPath = target.split("/", 2);
      config.append(
          "  - {job_name: %s, metrics_path: /%s, body_size_limit: 20MB, static_configs: [{targets: ['%s']}]}\n"
              .formatted(job, addressAndPath[1], addressAndPath[0]));
    });
    Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
    PrometheusApi vigie = programs.vigie("--config.file=" + file);
    Map<String, String> errors = new HashMap<>();
    Eventually.holds(
        Duration.ofSeconds(60),
        "every target is scraped, and what answers on a port without HTTP was asked who it is",
        () -> {
          vigie
              .data("targets", Map.of())
              .path("activeTargets")
              .forEach(target -> collect(target, errors));
          return errors.size() == targetByJob.size()
              && errors.get("redis").contains("Redis")
              && errors.get("postgres").contains("PostgreSQL");
        });
    return errors;
  }

  private static void collect(JsonNode target, Map<String, String> errors) {
    if (!"unknown".equals(target.path("health").asString())) {
      String explanation =
          target.path("explanation").asString("") + " " + target.path("remedy").asString("");
      errors.put(
          target.path("scrapePool").asString(),
          (target.path("lastError").asString() + " " + explanation).strip());
    }
  }

  private HttpServer pages() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    page(server, "/good", "text/plain; version=0.0.4", METRICS);
    page(
        server,
        "/json",
        "application/json",
        "{\"status\":\"degraded\",\"components\":{\"database\":{\"status\":\"unhealthy\"}}}");
    page(server, "/html", "text/html", "<!doctype html><html><body>Sign in</body></html>");
    page(
        server,
        "/garbage",
        "text/plain; version=0.0.4",
        "\u0000\u0001\u0002 this is { not = metrics");
    server.createContext(
        "/endless",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, 0);
          byte[] line =
              "# a gigabyte of comments, if you let it\n"
                  .repeat(1000)
                  .getBytes(StandardCharsets.UTF_8);
          try (OutputStream body = exchange.getResponseBody()) {
            for (long sent = 0; sent < 1L << 30; sent += line.length) {
              body.write(line);
            }
          }
        });
    server.start();
    programs.closeLater(() -> server.stop(0));
    return server;
  }

  private static void page(HttpServer server, String path, String contentType, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", contentType);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
