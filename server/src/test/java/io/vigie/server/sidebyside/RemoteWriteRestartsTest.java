package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vigie.testkit.Eventually;
import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A real Prometheus scrapes and writes to Vigie, which is restarted three times meanwhile, once by
/// `kill -9`: afterwards both hold the same samples. Takes longer, and says more, with
/// `-Dsidebyside.duration=PT10M`.
@Tag("slow")
@Order(1)
class RemoteWriteRestartsTest {
  private static final Duration DURATION =
      Duration.parse(System.getProperty("sidebyside.duration", "PT12S"));

  private static final int RESTARTS = 3;
  private static final int KILLED = 2;

  @TempDir Path folder;

  @BeforeAll
  static void needsPrometheus() {
    Assumptions.assumeTrue(
        ExternalProgram.isInstalled("prometheus"), "prometheus is not installed");
  }

  @Test
  void bothHoldTheSameSamples() throws Exception {
    int port = ExternalProgram.freePort();
    try (RealPrograms programs = new RealPrograms(folder)) {
      PrometheusApi api = programs.closeLater(new PrometheusApi(port));
      ExternalProgram vigie = start(port, api);
      HttpServer target = steadyTarget();
      programs.closeLater(() -> target.stop(0));
      PrometheusApi prometheus =
          programs.prometheus(configuration(port, target.getAddress().getPort()));
      for (int restart = 1; restart <= RESTARTS; restart++) {
        Eventually.pause(DURATION.dividedBy(RESTARTS + 1));
        if (restart == KILLED) {
          vigie.kill();
        } else {
          vigie.close();
        }
        vigie = start(port, api);
      }
      programs.closeLater(vigie);
      Eventually.pause(DURATION.dividedBy(RESTARTS + 1));
      double end = newestUp(prometheus);
      Eventually.holds(
          Duration.ofSeconds(60), "the last samples arrive", () -> newestUp(api) > end);
      compare(prometheus, api, end);
    }
  }

  private ExternalProgram start(int port, PrometheusApi api) throws Exception {
    Path config = folder.resolve("vigie.yml");
    Files.writeString(config, "scrape_configs: []\n");
    return VigieProcess.start(
            folder, port, "--config.file=" + config, "--web.enable-remote-write-receiver")
        .await(api::isReady);
  }

  /// Prometheus scrapes something that is always up, and Vigie, which is not.
  private Path configuration(int vigiePort, int targetPort) throws Exception {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(
        file,
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s}
        scrape_configs:
          - {job_name: steady, static_configs: [{targets: ['127.0.0.1:%2$d']}]}
          - {job_name: vigie, static_configs: [{targets: ['127.0.0.1:%1$d']}]}
        remote_write:
          - url: http://127.0.0.1:%1$d/api/v1/write
            queue_config: {batch_send_deadline: 500ms, max_backoff: 1s}
        """
            .formatted(vigiePort, targetPort));
    return file;
  }

  /// Five hundred series, of which a tenth changes its labels every few seconds.
  private static HttpServer steadyTarget() throws IOException {
    HttpServer target =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext(
        "/metrics",
        exchange -> {
          long now = System.currentTimeMillis();
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < 500; i++) {
            long era = i % 10 == 0 ? now / 3000 : 0;
            text.append(
                "steady{i=\"%d\",era=\"%d\"} %s\n".formatted(i, era, now % 10_000 * i / 7.0));
          }
          byte[] body = text.append("odd NaN\n").toString().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    target.start();
    return target;
  }

  private static double newestUp(PrometheusApi api) {
    JsonNode result =
        api.data("query", Map.of("query", "max(timestamp(up{job=\"steady\"}))")).path("result");
    return result.isEmpty() ? 0 : Double.parseDouble(result.get(0).path("value").get(1).asString());
  }

  private static void compare(PrometheusApi prometheus, PrometheusApi vigie, double end) {
    List<String> differences = new ArrayList<>();
    int points = 0;
    for (JsonNode name : prometheus.data("label/__name__/values", Map.of())) {
      Map<String, String> query =
          Map.of(
              "query",
              "{__name__=\"%s\"}[%ds]".formatted(name.asString(), DURATION.toSeconds() + 600),
              "time",
              Double.toString(end));
      JsonNode expected = prometheus.data("query", query);
      points += AnswerComparison.points(expected);
      differences.addAll(AnswerComparison.differences(expected, vigie.data("query", query)));
    }
    System.out.println("compared " + points + " samples");
    assertThat(differences).isEmpty();
    assertThat(points).isGreaterThan(100 * (int) DURATION.toSeconds());
  }
}
