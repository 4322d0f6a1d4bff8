package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.sidebyside.MortalPostgres;
import io.vigie.testkit.Eventually;
import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database of the catalog dies under load and comes back; then the server does.
@Tag("slow")
class CatalogOnPostgreSqlTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CHECK =
      """
      {"name": "check-%d", "url": "http://127.0.0.1:1/", "interval": "1h", "retries": 0}
      """;

  @TempDir Path folder;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger other = new AtomicInteger();

  @Test
  void losesNothingAcknowledgedRecoversByItselfAndTellsTheTruthMeanwhile() throws Exception {
    int port = ExternalProgram.freePort();
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(
        file,
        """
        vigie:
          catalog: {url: 'jdbc:postgresql://127.0.0.1:%d/postgres', user: postgres, password: hunter2}
        """
            .formatted(port));
    MortalPostgres first = database(port);
    AtomicBoolean stop = new AtomicBoolean();
    try (StartedVigie server = StartedVigie.withFile(folder, file)) {
      Eventually.holds(PATIENCE, "ready", () -> status(server, "/health/ready") == 200);
      Thread load = Thread.ofVirtual().start(() -> load(server, stop));
      Eventually.holds(PATIENCE, "some changes", () -> acknowledged.size() > 20);

      first.kill();
      Eventually.holds(PATIENCE, "not ready", () -> status(server, "/health/ready") == 503);
      assertThat(status(server, "/health/live")).isEqualTo(200);
      assertThat(server.get("/health/detailed").body())
          .contains("catalog")
          .doesNotContain("hunter2");
      Eventually.holds(PATIENCE, "changes are refused", () -> refused.get() > 0);
      int before = acknowledged.size();

      try (MortalPostgres _ = database(port)) {
        Eventually.holds(PATIENCE, "ready again", () -> status(server, "/health/ready") == 200);
        Eventually.holds(
            PATIENCE, "changes are taken again", () -> acknowledged.size() > before + 20);
        stop.set(true);
        load.join();
        server.close();

        assertThat(other.get()).as("answers that are neither 201 nor 503").isEqualTo(0);
        try (StartedVigie restarted = StartedVigie.withFile(folder, file)) {
          String services = restarted.get("/api/health/services").body();
          assertThat(acknowledged)
              .allSatisfy(name -> assertThat(services).contains("\"" + name + "\""));
        }
        assertThat(folder.resolve("data/catalog.db")).doesNotExist();
      }
    } finally {
      stop.set(true);
      first.close();
    }
  }

  private MortalPostgres database(int port) throws IOException {
    return MortalPostgres.start(folder.resolve("postgres"), port);
  }

  private void load(StartedVigie server, AtomicBoolean stop) {
    for (int i = 0; !stop.get(); i++) {
      try {
        Eventually.pause(Duration.ofMillis(20));
        HttpResponse<String> answer =
            server.json("POST", "/api/health/services", CHECK.formatted(i));
        switch (answer.statusCode()) {
          case 201 -> acknowledged.add("check-" + i);
          case 503 -> refused.incrementAndGet();
          default -> other.incrementAndGet();
        }
      } catch (Exception e) {
        other.incrementAndGet();
      }
    }
  }

  private static int status(StartedVigie server, String path) {
    try {
      return server.get(path).statusCode();
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }
}
