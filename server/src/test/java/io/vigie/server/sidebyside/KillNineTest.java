package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.ExternalProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The whole server killed with `kill -9` at random moments while it scrapes: what a query could
/// see before is there afterwards.
@Tag("slow")
class KillNineTest {
  private static final int KILLS = 4;

  @TempDir Path folder;

  @Test
  void losesNothingThatAQueryCouldSee() throws Exception {
    int port = ExternalProgram.freePort();
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 100ms, scrape_timeout: 100ms}
        scrape_configs:
          - {job_name: self, static_configs: [{targets: ['127.0.0.1:%d']}]}
        """
            .formatted(port));
    Random random = new Random();
    Set<String> seen = new TreeSet<>();
    for (int kill = 0; kill <= KILLS; kill++) {
      ExternalProgram vigie = VigieProcess.start(folder, port, "--config.file=" + config);
      try (PrometheusApi api = new PrometheusApi(port)) {
        vigie.await(api::isReady);
        Set<String> found = samples(api);
        List<String> lost = new ArrayList<>(seen);
        lost.removeAll(found);
        assertThat(lost).as("samples lost by kill " + kill).isEmpty();
        assertThat(api.data("status/walreplay", Map.of()).path("durationSeconds").asDouble())
            .isPositive();

        int atLeast = found.size() + 1 + random.nextInt(2000);
        vigie.await(() -> samples(api).size() >= atLeast);
        seen = samples(api);
      } finally {
        vigie.kill();
      }
    }
  }

  private static Set<String> samples(PrometheusApi api) {
    Set<String> samples = new TreeSet<>();
    for (JsonNode series :
        api.data("query", Map.of("query", "{job=\"self\"}[1h]")).path("result")) {
      series.path("values").forEach(point -> samples.add(series.path("metric") + " " + point));
    }
    return samples;
  }
}
