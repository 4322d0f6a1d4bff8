package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus, which holds nothing itself, answers queries with what it reads from Vigie.
@Tag("slow")
@Order(1)
class RemoteReadTest {
  @TempDir Path folder;

  @Test
  void prometheusAnswersWithWhatVigieHolds() throws Exception {
    Assumptions.assumeTrue(
        ExternalProgram.isInstalled("prometheus"), "prometheus is not installed");
    try (RealPrograms programs = new RealPrograms(folder)) {
      Path config = folder.resolve("vigie.yml");
      int port = ExternalProgram.freePort();
      Files.writeString(
          config,
          """
          global: {scrape_interval: 200ms, scrape_timeout: 200ms, external_labels: {site: here}}
          scrape_configs:
            - {job_name: self, static_configs: [{targets: ['127.0.0.1:%d']}]}
          """
              .formatted(port));
      ExternalProgram vigie = VigieProcess.start(folder, port, "--config.file=" + config);
      programs.closeLater(vigie);
      PrometheusApi api = programs.closeLater(new PrometheusApi(port));
      vigie.await(api::isReady);
      Path reading = folder.resolve("prometheus.yml");
      Files.writeString(
          reading,
          "remote_read: [{url: 'http://127.0.0.1:%d/api/v1/read', read_recent: true}]\n"
              .formatted(port));
      PrometheusApi prometheus = programs.prometheus(reading);
      vigie.await(() -> points(api) > 300);
      String time = api.data("query", Map.of("query", "time()-1")).path("result").get(1).asString();
      for (String query :
          new String[] {
            "{job=\"self\",__name__=~\"up|scrape_.*|prometheus_http_requests_total\"}[1m]",
            "{job=~\"s.*\",__name__!~\"jvm.*\"}[20s]"
          }) {
        var want = api.data("query", Map.of("query", query, "time", time));
        var got =
            prometheus.data(
                "query", Map.of("query", query.replace("{", "{site=\"here\","), "time", time));
        assertThat(AnswerComparison.points(want)).isGreaterThan(20);
        assertThat(AnswerComparison.points(got)).isEqualTo(AnswerComparison.points(want));
        assertThat(got.path("result").get(0).path("metric").path("site").asString())
            .isEqualTo("here");
      }
    }
  }

  @Test
  void vigieAnswersWithTheChunksThatPrometheusHolds() throws Exception {
    Assumptions.assumeTrue(
        ExternalProgram.isInstalled("prometheus"), "prometheus is not installed");
    try (RealPrograms programs = new RealPrograms(folder)) {
      int port = ExternalProgram.freePort();
      Path scraping = folder.resolve("prometheus.yml");
      Files.writeString(
          scraping,
          """
          global: {scrape_interval: 200ms, scrape_timeout: 200ms}
          scrape_configs:
            - {job_name: vigie, static_configs: [{targets: ['127.0.0.1:%d']}]}
          """
              .formatted(port));
      PrometheusApi prometheus = programs.prometheus(scraping);
      Path config = folder.resolve("vigie.yml");
      Files.writeString(
          config,
          "remote_read: [{url: '%s/api/v1/read', read_recent: true}]\n"
              .formatted(prometheus.baseUrl()));
      ExternalProgram vigie = VigieProcess.start(folder, port, "--config.file=" + config);
      programs.closeLater(vigie);
      PrometheusApi api = programs.closeLater(new PrometheusApi(port));
      vigie.await(api::isReady);
      vigie.await(() -> points(prometheus) > 300);
      String time =
          prometheus.data("query", Map.of("query", "time()-1")).path("result").get(1).asString();
      for (String query :
          new String[] {"{job=\"vigie\"}[1m]", "last_over_time({job=\"vigie\"}[20s])"}) {
        Map<String, String> parameters = Map.of("query", query, "time", time);
        var want = prometheus.data("query", parameters);
        var got = api.data("query", parameters);
        assertThat(AnswerComparison.points(want)).isGreaterThan(20);
        assertThat(AnswerComparison.points(got)).isEqualTo(AnswerComparison.points(want));
      }
    }
  }

  /// Both hold the same; what each streams is taken apart chunk by chunk. A Prometheus ends chunks
  /// by the clock as well, so what its chunks hold is encoded again here: less than a chunk of ours
  /// holds.
  @Test
  void streamedChunksAreThoseOfPrometheusBitByBit() throws Exception {
    Assumptions.assumeTrue(
        ExternalProgram.isInstalled("prometheus"), "prometheus is not installed");
    try (RealPrograms programs = new RealPrograms(folder)) {
      Path config = Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: []\n");
      PrometheusApi prometheus =
          programs.prometheus(
              config, "--web.enable-remote-write-receiver", "--enable-feature=native-histograms");
      PrometheusApi vigie =
          programs.vigie("--config.file=" + config, "--web.enable-remote-write-receiver");
      long startMillis = System.currentTimeMillis() - 3_600_000;
      for (int i = 0; i < 100; i++) {
        byte[] body = history(startMillis, i);
        prometheus.write(body);
        vigie.write(body);
      }

      Map<String, StreamedChunks> expected = StreamedChunks.read(prometheus, startMillis);
      Map<String, StreamedChunks> found = StreamedChunks.read(vigie, startMillis);

      assertThat(found.keySet()).isEqualTo(expected.keySet()).hasSize(7);
      expected.forEach((series, chunks) -> {
        assertThat(chunks.encodedAgain()).as(series).isEqualTo(chunks.hex());
        assertThat(found.get(series).points()).as(series).isEqualTo(chunks.points());
      });
    }
  }

  private static byte[] history(long startMillis, int index) throws IOException {
    long at = startMillis + index * 15_000L + index % 3;
    HistoryOfPrometheus batch =
        new HistoryOfPrometheus()
            .histogram("whole", at, index < 60 ? index + 1 : index - 59, true)
            .histogram("broken", at, index + 1, false);
    for (int series = 0; series < 5; series++) {
      double value = series == 4 ? Math.sin(index) : index * series + 0.1 * (index % 10);
      batch.sample("recent", Map.of("series", "" + series), at, value);
    }
    return batch.body();
  }

  private static int points(PrometheusApi api) {
    return AnswerComparison.points(
        api.data("query", Map.of("query", "{__name__=~\"up|scrape_.*|process_.*\"}[1m]")));
  }
}
