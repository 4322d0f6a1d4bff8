package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.cli.CommandOutcome;
import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import tools.jackson.databind.JsonNode;

/// A real Prometheus fills its directory, blocks made by the real promtool included; after the
/// import Vigie answers the same samples.
@Tag("slow")
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
@Isolated("what others print would be taken for the command's")
class PrometheusImportTest {
  private static final String RANGE = "[4d]";
  private static final int DAY_SECONDS = 86_400;

  @TempDir Path folder;
  private final long nowSeconds = System.currentTimeMillis() / 1000;
  private final Map<String, JsonNode> expected = new LinkedHashMap<>();
  private int points;

  @BeforeAll
  static void needsPrometheus() {
    Assumptions.assumeTrue(
        ExternalProgram.isInstalled("prometheus") && ExternalProgram.isInstalled("promtool"),
        "prometheus is not installed");
  }

  private Path prometheusData() {
    return folder.resolve("prometheus-data");
  }

  /// Two days of ten series, three days ago, in blocks of two hours.
  private void makeBlocks() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int series = 0; series < 10; series++) {
      for (int i = 0; i < 2 * DAY_SECONDS / 60; i++) {
        double value = series == 0 ? i : Math.sin(i * 0.01) * series + (i % 7) * 0.1;
        text.append(
            String.format(
                Locale.ROOT,
                "history{series=\"%d\",text=\"a\\\"b\\\\c é\"} %s %d%n",
                series,
                i % 500 == 499 ? "NaN" : Double.toString(value),
                nowSeconds - 3 * DAY_SECONDS + i * 60));
      }
    }
    Path file = Files.writeString(folder.resolve("history.txt"), text.append("# EOF\n"));
    Process promtool =
        new ProcessBuilder(
                "promtool",
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                "-q",
                file.toString(),
                prometheusData().toString())
            .inheritIO()
            .start();
    assertThat(promtool.waitFor()).isZero();
  }

  /// An hour and a half of what a Prometheus receives, so that chunks are full and some are not.
  private void fillHead(PrometheusApi prometheus) throws IOException {
    for (int i = 0; i < 350; i++) {
      long at = (nowSeconds - 5400 + i * 15L) * 1000 + i % 3;
      HistoryOfPrometheus batch = new HistoryOfPrometheus();
      for (int series = 0; series < 20; series++) {
        batch.sample("recent", Map.of("series", "" + series), at, i * series + 0.1 * (i % 10));
      }
      if (i % 2 == 0) {
        batch.histogram("whole", at, i < 200 ? i + 1 : i - 199, true);
        batch.histogram("broken", at, i + 1, false);
      }
      prometheus.write(batch.body());
    }
  }

  private static void delete(PrometheusApi prometheus, String parameters) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(
                          prometheus.baseUrl() + "/api/v1/admin/tsdb/delete_series?" + parameters))
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }
  }

  private void remember(PrometheusApi prometheus) {
    for (String metric : List.of("history", "recent", "whole", "broken")) {
      JsonNode answer = prometheus.data("query", query(metric));
      assertThat(answer.path("result")).as(metric).isNotEmpty();
      for (JsonNode series : answer.path("result")) {
        points += series.path("values").size() + series.path("histograms").size();
      }
      expected.put(metric, answer);
    }
  }

  private Map<String, String> query(String metric) {
    return Map.of("query", metric + RANGE, "time", Long.toString(nowSeconds));
  }

  /// Bit by bit: the same samples have the same text.
  private void assertSameSamples(PrometheusApi vigie) {
    expected.forEach((metric, answer) ->
        assertThat(byLabels(vigie.data("query", query(metric))))
            .as(metric)
            .isEqualTo(byLabels(answer)));
  }

  private static Map<JsonNode, JsonNode> byLabels(JsonNode answer) {
    Map<JsonNode, JsonNode> series = new HashMap<>();
    answer.path("result").forEach(one -> series.put(one.path("metric"), one));
    return series;
  }

  private CommandOutcome runImport() {
    return CommandOutcome.of(
        "tsdb",
        "import",
        "prometheus",
        "--storage.tsdb.path=" + folder.resolve("vigie-data"),
        prometheusData().toString());
  }

  private void fill(boolean killed) throws Exception {
    makeBlocks();
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: []\n");
    RealPrograms programs = new RealPrograms(folder);
    PrometheusApi prometheus =
        programs.prometheus(
            config,
            "--web.enable-remote-write-receiver",
            "--web.enable-admin-api",
            "--enable-feature=native-histograms",
            "--storage.tsdb.retention.time=30d");
    fillHead(prometheus);
    delete(prometheus, "match[]=history%7Bseries=%223%22%7D&end=" + (nowSeconds - 2 * DAY_SECONDS));
    delete(
        prometheus,
        "match[]=recent%7Bseries=%225%22%7D&start="
            + (nowSeconds - 4000)
            + "&end="
            + (nowSeconds - 2000));
    remember(prometheus);
    if (killed) {
      programs.killAll();
    }
    programs.close();
  }

  @Test
  void everySampleMovesAlong() throws Exception {
    fill(false);

    CommandOutcome first = runImport();

    assertThat(first.errors()).doesNotContain("DAMAGED", "left out");
    assertThat(first.exitCode()).as(first.errors()).isZero();
    assertThat(first.out()).startsWith(points + " samples imported from ");
    try (RealPrograms programs = new RealPrograms(folder)) {
      assertSameSamples(programs.vigie());
    }
    assertThat(points).isGreaterThan(30_000);

    CommandOutcome second = runImport();
    assertThat(second.out()).startsWith("0 samples imported from 0 blocks");
    assertThat(second.exitCode()).isZero();
  }

  @Test
  void aDamagedBlockIsNamedAndTheRestMovesAlongAfterAKill() throws Exception {
    fill(true);
    Path damaged = firstBlock();
    try (RandomAccessFile chunks =
        new RandomAccessFile(damaged.resolve("chunks/000001").toFile(), "rw")) {
      chunks.seek(chunks.length() / 2);
      chunks.write(new byte[] {1, 2, 3, 4, 5});
    }

    CommandOutcome outcome = runImport();

    assertThat(outcome.exitCode()).isOne();
    assertThat(outcome.errors()).contains("DAMAGED block " + damaged.getFileName());
    expected.remove("history");
    try (RealPrograms programs = new RealPrograms(folder)) {
      PrometheusApi vigie = programs.vigie();
      assertSameSamples(vigie);
      JsonNode series = vigie.data("query", query("history")).path("result");
      assertThat(series).hasSize(10);
    }
  }

  private Path firstBlock() throws IOException {
    try (Stream<Path> files = Files.list(prometheusData())) {
      return files
          .filter(path -> Files.exists(path.resolve("meta.json")))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }
}
