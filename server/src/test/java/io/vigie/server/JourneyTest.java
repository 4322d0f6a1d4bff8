package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.Eventually;
import java.io.BufferedReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a team does on its first day: an Express application with the libraries of its document is
/// watched, and the examples of the Metrics Service's document are tried with `curl` and
/// `socket.io-client`, with a token where one is asked for.
@Tag("slow")
class JourneyTest {
  private static final String PASSWORD = "correct horse battery";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static Process application;
  private static String applicationUrl;
  private static StartedVigie server;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    JavaScriptProject.install();
    application = JavaScriptProject.start("events.mjs");
    BufferedReader output = application.inputReader();
    String port = output.readLine();
    applicationUrl = "http://127.0.0.1:" + port;
    Files.writeString(folder.resolve("password"), PASSWORD);
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
          - name: event-planner
            rules:
              - alert: BruteForceAttack
                expr: rate(authentication_attempts_total{result="failed"}[1m]) > 5
                for: 1s
                labels: {severity: critical}
        """);
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(
        file,
        """
        global: {scrape_interval: 500ms, scrape_timeout: 500ms, evaluation_interval: 500ms}
        rule_files: [rules.yml]
        scrape_configs:
          - {job_name: event-planner-core, static_configs: [{targets: ['127.0.0.1:%s']}]}
        vigie:
          live: {interval: 500ms}
          security: {admin_password_file: password}
          checks:
            - name: event-planner-core
              http: {url: '%s/health/detailed'}
              interval: 1s
              timeout: 900ms
              retries: 0
        """
            .formatted(port, applicationUrl));
    server = StartedVigie.withFile(folder, file);
    HttpResponse<String> created =
        server.json(
            "POST",
            "/api/tokens",
            "{\"name\":\"journey\",\"scopes\":[\"read\",\"ingest\",\"edit\"]}",
            "Authorization",
            basic());
    token = json(created.body()).get("token").asString();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    if (application != null) {
      application.destroy();
      application.waitFor();
    }
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static JsonNode ask(String path) throws Exception {
    return json(server.json("GET", path, "", "Authorization", "Bearer " + token).body());
  }

  private static void eventually(String what, Answered holds) throws InterruptedException {
    BooleanSupplier condition =
        () -> {
          try {
            return holds.now();
          } catch (Exception e) {
            throw new AssertionError(what, e);
          }
        };
    Eventually.holds(Duration.ofSeconds(30), what, condition);
  }

  @FunctionalInterface
  private interface Answered {
    boolean now() throws Exception;
  }

  private static boolean has(String query) throws Exception {
    String path = "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    return !ask(path).at("/data/result").isEmpty();
  }

  private static int post(String path, String body) throws Exception {
    return CLIENT
        .send(
            HttpRequest.newBuilder(URI.create(applicationUrl + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void theApplicationIsScrapedAndItsHealthUnderstood() throws Exception {
    assertThat(post("/events", "{}")).isEqualTo(201);
    eventually("the event is counted", () -> has("events_created_total{status=\"success\"} == 1"));
    assertThat(has("nodejs_heap_size_used_bytes{job=\"event-planner-core\"}")).isTrue();
    eventually(
        "requests are", () -> has("http_request_duration_seconds_bucket{route=\"/events\"}"));
    eventually(
        "the service is healthy",
        () ->
            ask("/api/health/services/event-planner-core")
                .at("/status")
                .asString()
                .equals("healthy"));
    post("/database/down", "{}");
    eventually(
        "it is unhealthy",
        () ->
            ask("/api/health/services/event-planner-core")
                .at("/status")
                .asString()
                .equals("unhealthy"));
    post("/database/up", "{}");
  }

  @Test
  void guessingPasswordsOfTheApplicationFiresTheRuleOfTheDocument() throws Exception {
    // What a counter has when it is first seen is no increase.
    assertThat(post("/login", "{\"password\":\"first\"}")).isEqualTo(401);
    eventually(
        "the first guess is counted",
        () -> has("authentication_attempts_total{result=\"failed\"}"));
    for (int i = 0; i < 600; i++) {
      assertThat(post("/login", "{\"password\":\"guess" + i + "\"}")).isEqualTo(401);
    }
    eventually(
        "the alert fires",
        () ->
            ask("/api/alerts?severity=critical")
                .findValuesAsString("name")
                .contains("BruteForceAttack"));
  }

  @Test
  void theExamplesForCurlWork() throws Exception {
    String[] curl = {
      "curl",
      "-s",
      "-X",
      "POST",
      server.url() + "/api/metrics/custom",
      "-H",
      "Content-Type: application/json",
      "-d",
      """
      {
        "name": "custom_counter",
        "type": "counter",
        "value": 1,
        "labels": {"service": "booking", "endpoint": "/api/bookings"}
      }\
      """
    };
    assertThat(json(JavaScriptProject.run(curl)).get("status").asInt()).isEqualTo(401);
    String[] withToken = Arrays.copyOf(curl, curl.length + 2);
    withToken[curl.length] = "-H";
    withToken[curl.length + 1] = "Authorization: Bearer " + token;
    assertThat(json(JavaScriptProject.run(withToken)).get("accepted").asInt()).isEqualTo(1);
    assertThat(has("custom_counter{service=\"booking\"}")).isTrue();
  }

  @Test
  void theExampleForSocketIoWorksOnEveryTransport() throws Exception {
    server.json(
        "POST",
        "/api/metrics/custom",
        "{\"name\":\"queue\",\"type\":\"gauge\",\"value\":9}",
        "Authorization",
        basic());
    HttpResponse<String> rule =
        server.json(
            "POST",
            "/api/alerts/rules",
            "{\"name\":\"Queue\",\"expr\":\"queue > 1\",\"severity\":\"low\"}",
            "Authorization",
            basic());
    assertThat(rule.statusCode()).as(rule.body()).isEqualTo(201);
    for (String transports : new String[] {"polling", "websocket", "polling,websocket"}) {
      JsonNode heard =
          json(
              JavaScriptProject.run(
                  "node", "socketio.mjs", server.url(), token, transports, "Queue"));
      assertThat(heard.has("timeout")).as(heard.toString()).isFalse();
      assertThat(heard.at("/metrics").has("system")).isTrue();
      assertThat(heard.at("/alert/name").asString()).isEqualTo("Queue");
      assertThat(heard.at("/answer/ok").asBoolean()).isTrue();
      assertThat(heard.at("/error/message").asString()).contains("nonsense");
      assertThat(heard.at("/transport").asString())
          .isEqualTo(transports.endsWith("websocket") ? "websocket" : "polling");
    }
    for (String transport : new String[] {"polling", "websocket"}) {
      JsonNode refused =
          json(JavaScriptProject.run("node", "socketio.mjs", server.url(), "none", transport));
      assertThat(refused.get("error").asString()).contains("Unauthorized");
    }
  }
}
