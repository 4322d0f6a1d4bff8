package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.testkit.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The configuration files of real platforms, as they stand, from the folder `-Drequirements.dir`
/// (skipped where there is none): none of their hosts exists here, and each target says so.
@Tag("slow")
class PlatformConfigurationsTest {
  private static final Path REQUIREMENTS =
      Path.of(System.getProperty("requirements.dir", "../../shared/requirements"));

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

  @ParameterizedTest
  @CsvSource({
    "event-planner-core, event-planner-core event-planner-core-health node-exporter postgres-exporter",
    "veza, veza-backend-api veza-chat-server veza-stream-server postgres redis node"
  })
  void startListEveryJobAndExplainEachBrokenTarget(String platform, String jobs) throws Exception {
    Path file =
        REQUIREMENTS
            .resolve("files")
            .resolve(platform)
            .resolve("prometheus.yml")
            .toAbsolutePath()
            .normalize();
    assumeTrue(Files.exists(file), file + " is not there");
    PrometheusApi vigie = programs.vigie("--config.file=" + file);

    Map<String, JsonNode> targetByJob = new HashMap<>();
    vigie
        .data("targets", Map.of())
        .path("activeTargets")
        .forEach(t -> targetByJob.put(t.path("scrapePool").asString(), t));
    assertThat(targetByJob.keySet()).containsAll(Set.copyOf(List.of(jobs.split(" "))));

    Eventually.holds(
        Duration.ofSeconds(90), "every target is scraped once", () -> unscraped(vigie) == 0);
    for (JsonNode target : vigie.data("targets", Map.of()).path("activeTargets")) {
      if ("down".equals(target.path("health").asString())) {
        // What happened, a colon, what to do.
        assertThat(target.path("lastError").asString()).matches(".+(refused|no such host).*: .+");
      }
    }
  }

  private static long unscraped(PrometheusApi vigie) {
    return vigie.data("targets", Map.of()).path("activeTargets").values().stream()
        .filter(target -> "unknown".equals(target.path("health").asString()))
        .count();
  }
}
