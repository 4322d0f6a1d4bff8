package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.Eventually;
import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Vigie scrapes itself and sends to a real Prometheus, which is away for a while; meanwhile Vigie
/// itself is killed. Afterwards the receiver holds every sample that Vigie does.
@Tag("slow")
class RemoteWriteOutageTest {
  @TempDir Path folder;

  @Test
  void nothingIsMissingAfterAnOutageOfBoth() throws Exception {
    Assumptions.assumeTrue(
        ExternalProgram.isInstalled("prometheus"), "prometheus is not installed");
    int port = ExternalProgram.freePort();
    int receiverPort = ExternalProgram.freePort();
    try (RealPrograms programs = new RealPrograms(folder)) {
      PrometheusApi vigieApi = programs.closeLater(new PrometheusApi(port));
      PrometheusApi receiverApi = programs.closeLater(new PrometheusApi(receiverPort));
      ExternalProgram receiver = receiver(receiverPort, receiverApi);
      ExternalProgram vigie = vigie(port, receiverPort, vigieApi);
      Eventually.holds(Duration.ofSeconds(60), "samples arrive", () -> newestUp(receiverApi) > 0);

      receiver.close();
      double away = newestUp(vigieApi);
      Eventually.holds(
          Duration.ofSeconds(60), "it goes on scraping", () -> newestUp(vigieApi) > away + 2);
      vigie.kill();
      vigie = programs.closeLater(vigie(port, receiverPort, vigieApi));
      programs.closeLater(receiver(receiverPort, receiverApi));
      double end = newestUp(vigieApi) + 1;
      Eventually.holds(
          Duration.ofSeconds(60), "sending catches up", () -> newestUp(receiverApi) > end);
      compare(vigieApi, receiverApi, end);
    }
  }

  private ExternalProgram receiver(int port, PrometheusApi api) throws Exception {
    Path config = folder.resolve("receiver.yml");
    Files.writeString(config, "scrape_configs: []\n");
    List<String> command =
        List.of(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("receiver-data"),
            "--web.enable-remote-write-receiver",
            "--web.listen-address=127.0.0.1:" + port);
    return ExternalProgram.start("receiver", folder, command).await(api::isReady);
  }

  private ExternalProgram vigie(int port, int receiverPort, PrometheusApi api)
      throws IOException, InterruptedException {
    Path config = folder.resolve("vigie.yml");
    Files.writeString(
        config,
        """
        global:
          scrape_interval: 500ms
          scrape_timeout: 500ms
          external_labels: {site: here}
        scrape_configs:
          - {job_name: self, static_configs: [{targets: ['127.0.0.1:%d']}]}
        remote_write:
          - url: http://127.0.0.1:%d/api/v1/write
            write_relabel_configs: [{source_labels: [__name__], regex: 'jvm_.*', action: drop}]
            queue_config: {batch_send_deadline: 200ms, max_backoff: 500ms}
        """
            .formatted(port, receiverPort));
    return VigieProcess.start(folder, port, "--config.file=" + config).await(api::isReady);
  }

  private static double newestUp(PrometheusApi api) {
    var result =
        api.data("query", Map.of("query", "max(timestamp(up{job=\"self\"}))")).path("result");
    return result.isEmpty() ? 0 : Double.parseDouble(result.get(0).path("value").get(1).asString());
  }

  private static void compare(PrometheusApi vigie, PrometheusApi receiver, double end) {
    List<String> differences = new ArrayList<>();
    int points = 0;
    for (var name : vigie.data("label/__name__/values", Map.of())) {
      String metric = name.asString();
      if (metric.startsWith("jvm_")) {
        continue;
      }
      String time = Double.toString(end);
      var counted = "sum without (site) (count_over_time({__name__=\"%s\"}[5m]))".formatted(metric);
      var want = vigie.data("query", Map.of("query", counted, "time", time));
      var got = receiver.data("query", Map.of("query", counted, "time", time));
      points += AnswerComparison.points(want);
      differences.addAll(AnswerComparison.differences(want, got));
    }
    assertThat(differences).isEmpty();
    assertThat(points).isGreaterThan(50);
    assertThat(
            receiver
                .data(
                    "query",
                    Map.of("query", "count({site=\"here\"})", "time", Double.toString(end)))
                .path("result"))
        .isNotEmpty();
  }
}
