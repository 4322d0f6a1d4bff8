package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.testkit.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The configuration files of real platforms, as they stand, from the folder `-Drequirements.dir`
/// (skipped where there is none): none of their hosts exists here, and each target says so.
@Tag("slow")
@Order(1)
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

  private record Started(PrometheusApi vigie, Set<String> jobs) {}

  private static final Map<String, Set<String>> JOBS =
      Map.of(
          "event-planner-core",
          Set.of(
              "event-planner-core",
              "event-planner-core-health",
              "node-exporter",
              "postgres-exporter"),
          "veza",
          Set.of(
              "veza-backend-api",
              "veza-chat-server",
              "veza-stream-server",
              "postgres",
              "redis",
              "node"));

  /// Side by side, as each waits for the intervals that its file wants.
  @Test
  void startListEveryJobAndExplainEachBrokenTarget() throws Exception {
    List<Started> all = new ArrayList<>();
    for (Map.Entry<String, Set<String>> platform : JOBS.entrySet()) {
      Path file =
          REQUIREMENTS
              .resolve("files")
              .resolve(platform.getKey())
              .resolve("prometheus.yml")
              .toAbsolutePath()
              .normalize();
      assumeTrue(Files.exists(file), file + " is not there");
      RealPrograms own =
          programs.closeLater(
              new RealPrograms(Files.createDirectories(folder.resolve(platform.getKey()))));
      all.add(new Started(own.vigie("--config.file=" + file), platform.getValue()));
    }
    for (Started started : all) {
      assertThat(targets(started.vigie).map(t -> t.path("scrapePool").asString()))
          .containsAll(started.jobs);
      Eventually.holds(
          Duration.ofSeconds(90),
          "every target is scraped once",
          () -> unscraped(started.vigie) == 0);
      targets(started.vigie)
          .filter(target -> "down".equals(target.path("health").asString()))
          // What happened, a colon, what to do.
          .forEach(target ->
              assertThat(target.path("lastError").asString())
                  .matches(".+(refused|no such host).*: .+"));
    }
  }

  private static long unscraped(PrometheusApi vigie) {
    return targets(vigie)
        .filter(target -> "unknown".equals(target.path("health").asString()))
        .count();
  }

  private static Stream<JsonNode> targets(PrometheusApi vigie) {
    return vigie.data("targets", Map.of()).path("activeTargets").values().stream();
  }
}
