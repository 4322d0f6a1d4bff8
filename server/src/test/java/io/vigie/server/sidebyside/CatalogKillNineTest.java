package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.testkit.Eventually;
import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server and the database of its catalog are killed while changes are made, at any moment and
/// both: whatever was acknowledged is there afterwards.
@Tag("slow")
@Order(1)
class CatalogKillNineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "correct horse battery";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String CHECK =
      """
      {"name": "check-%d", "url": "http://127.0.0.1:1/", "interval": "1h", "retries": 0}
      """;

  @TempDir Path folder;

  private final int port = ExternalProgram.freePort();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicBoolean stop = new AtomicBoolean();
  private volatile String password = PASSWORD;

  @Test
  void losesNothingThatWasAcknowledgedWhicheverOfBothIsKilled() throws Exception {
    int databasePort = port;
    while (databasePort == port) {
      databasePort = ExternalProgram.freePort();
    }
    Path config = config(databasePort);
    Path data = folder.resolve("postgres");
    try (ExternalProgram early = start(config)) {
      assertThatThrownBy(() -> early.await(this::isReady))
          .hasMessageContaining("vigie ended")
          .hasMessageContaining("not started: catalog")
          .hasMessageContaining("start the database");
    }
    Thread load = Thread.ofVirtual().start(this::load);
    MortalPostgres first = MortalPostgres.start(data, databasePort);
    try (ExternalProgram killed = start(config)) {
      killed.await(this::isReady);
      Eventually.holds(PATIENCE, "some changes", () -> acknowledged.size() > 40);
      first.kill();
      Eventually.holds(PATIENCE, "it is not ready", () -> status("/health/ready") == 503);
      killed.kill();
    }
    try (MortalPostgres _ = MortalPostgres.start(data, databasePort)) {
      password = anotherPassword(config);
      try (ExternalProgram again = start(config)) {
        int before = acknowledged.size();
        Eventually.holds(PATIENCE, "more changes", () -> acknowledged.size() > before + 20);
        again.kill();
      }
      try (ExternalProgram last = start(config)) {
        last.await(this::isReady);
        stop.set(true);
        load.join();
        String services = send("GET", "/api/health/services?limit=10000", "").body();
        assertThat(acknowledged)
            .allSatisfy(name -> assertThat(services).contains("\"" + name + "\""));
      }
    } finally {
      stop.set(true);
    }
  }

  private Path config(int databasePort) throws IOException {
    Files.writeString(folder.resolve("password"), PASSWORD);
    return Files.writeString(
        folder.resolve("prometheus.yml"),
        """
        vigie:
          security: {admin_password_file: password}
          catalog: {url: 'jdbc:postgresql://127.0.0.1:%d/postgres', user: postgres, password: hunter2}
        """
            .formatted(databasePort));
  }

  private ExternalProgram start(Path config) throws IOException {
    return VigieProcess.start(folder, port, "--config.file=" + config);
  }

  /// What `vigie users reset-password` makes up and prints.
  private String anotherPassword(Path config) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.vigie.server.Main",
                "users",
                "reset-password",
                "admin",
                folder.resolve("vigie-data").toString(),
                "--config.file=" + config)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(said).matches("the password of admin is \\S{24}\\n");
    return said.strip().replaceAll(".* ", "");
  }

  private void load() {
    while (!stop.get()) {
      int number = sent.incrementAndGet();
      try {
        Eventually.pause(Duration.ofMillis(5));
        if (send("POST", "/api/health/services", CHECK.formatted(number)).statusCode() == 201) {
          acknowledged.add("check-" + number);
        }
      } catch (IOException | InterruptedException e) {
        // Not acknowledged: it may be there or not.
      }
    }
  }

  private boolean isReady() {
    return status("/health/ready") == 200;
  }

  /// 0 where nobody answers.
  private int status(String path) {
    try {
      return send("GET", path, "").statusCode();
    } catch (IOException | InterruptedException e) {
      return 0;
    }
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    byte[] admin = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(admin))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
