package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.http.ListenAddress;
import io.vigie.testkit.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The libraries with which JavaScript programs send metrics, from npm, against a whole server.
@Tag("slow")
class JavaScriptSendersTest {
  @TempDir Path folder;

  @BeforeAll
  static void install() throws Exception {
    JavaScriptProject.install();
  }

  private static void run(String... command) throws Exception {
    var _ = JavaScriptProject.run(command);
  }

  private StartedVigie start(String config) throws IOException {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(file, config);
    return StartedVigie.withFile(folder, file);
  }

  private static void awaitResult(StartedVigie server, String query) throws InterruptedException {
    Eventually.holds(
        Duration.ofSeconds(30),
        query,
        () -> {
          try {
            return !server.query(query).isEmpty();
          } catch (Exception e) {
            throw new AssertionError(query, e);
          }
        });
  }

  private static String value(StartedVigie server, String query) throws Exception {
    JsonNode result = server.query(query);
    assertThat(result.size()).as(query).isEqualTo(1);
    return result.get(0).get("value").get(1).asString();
  }

  @Test
  void promClientPushesAsToAPushgateway() throws Exception {
    try (StartedVigie server = start("vigie: {push: {pushgateway: true}}\n")) {
      run("node", "pushgateway.mjs", server.url());

      assertThat(value(server, "files_total{job='backup',shop='paris',path='/var',kind='new'}"))
          .isEqualTo("7");
      assertThat(value(server, "duration_seconds_bucket{job='backup',le='5.0'}")).isEqualTo("1");
      assertThat(value(server, "time() - push_time_seconds{job='backup'} < bool 60"))
          .isEqualTo("1");
      assertThat(server.query("{job='over'}")).isEmpty();
      assertThat(server.query("last_over_time(files_total{job='over'}[5m])")).hasSize(1);
    }
    try (StartedVigie again = start("vigie: {push: {pushgateway: true}}\n")) {
      awaitResult(again, "count_over_time(files_total{job='backup'}[5m]) > 2");
    }
  }

  @Test
  void openTelemetrysSdkSendsJsonAndProtobuf() throws Exception {
    try (StartedVigie server =
        StartedVigie.withRemote(
            folder,
            new VigieOptions.RemoteOptions(
                false, Set.of(), Optional.of(ListenAddress.parse("127.0.0.1:0"))))) {
      run("node", "otlp.mjs", server.url());

      for (String instance : List.of("json", "protobuf")) {
        String labels = "{job='shop',instance='" + instance + "'}";
        assertThat(value(server, "requests_total" + labels)).isEqualTo("3");
        assertThat(value(server, "latency_seconds_count" + labels)).isEqualTo("1");
        assertThat(value(server, "histogram_count(size_bytes" + labels + ")")).isEqualTo("1");
      }
    }
  }

  @Test
  void promClientIsScraped() throws Exception {
    Process target = JavaScriptProject.start("scraped.mjs");
    try (BufferedReader output = target.inputReader();
        StartedVigie server =
            start(
                """
                global: {scrape_interval: 500ms, scrape_timeout: 500ms}
                scrape_configs:
                  - {job_name: node, static_configs: [{targets: ['127.0.0.1:%s']}]}
                """
                    .formatted(output.readLine()))) {
      awaitResult(server, "visits_total{job='node'}");
      assertThat(value(server, "visits_total{job='node'}")).isEqualTo("5");
      assertThat(value(server, "latency_seconds_bucket{job='node',le='1.0'}")).isEqualTo("1");
      assertThat(server.query("nodejs_eventloop_lag_seconds{job='node'}")).hasSize(1);
    } finally {
      target.destroy();
      target.waitFor();
    }
  }
}
