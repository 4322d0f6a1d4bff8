package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A server with `promql-per-step-stats`.
class QueryStatisticsApiTest {
  @TempDir static Path folder;
  private static StartedVigie server;
  private static long now;

  @BeforeAll
  static void start() throws Exception {
    StartedVigie.fill(folder);
    now = System.currentTimeMillis() / 1000;
    server = StartedVigie.withoutFile(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode samples(String stats) throws Exception {
    return server
        .data(
            "query_range?query=requests_total&start=%d&end=%d&step=30&stats=%s"
                .formatted(now - 120, now, stats))
        .at("/stats/samples");
  }

  @Test
  void allStatisticsCountEveryStepWithItsTimestamp() throws Exception {
    JsonNode samples = samples("all");
    JsonNode total = samples.get("totalQueryableSamplesPerStep");
    assertThat(total).hasSize(5);
    assertThat(total.get(0).get(0).asLong()).isEqualTo(now - 120);
    assertThat(total.get(4).get(0).asLong()).isEqualTo(now);
    long sum = 0;
    for (JsonNode step : total) {
      sum += step.get(1).asLong();
    }
    assertThat(sum).isEqualTo(samples.get("totalQueryableSamples").asLong()).isEqualTo(10);
    assertThat(samples.get("samplesReadPerStep")).hasSize(5);
  }

  @Test
  void plainStatisticsHaveTheTotalsAlone() throws Exception {
    JsonNode samples = samples("true");
    assertThat(samples.get("totalQueryableSamples").asLong()).isEqualTo(10);
    assertThat(samples.has("totalQueryableSamplesPerStep")).isFalse();
    assertThat(samples.has("samplesReadPerStep")).isFalse();
  }

  @Test
  void theFeatureIsToldToClients() throws Exception {
    assertThat(server.data("features").at("/promql/per_step_stats").asBoolean()).isTrue();
  }
}
