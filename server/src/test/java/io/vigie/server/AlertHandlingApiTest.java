package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Acknowledging, notes, history and dead letters over HTTP.
class AlertHandlingApiTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
        - name: g
          rules:
          - {alert: Always, expr: vector(7), labels: {severity: page}}
        """);
    Path file =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {evaluation_interval: 1s, external_labels: {region: eu}}
            rule_files: [rules.yml]
            vigie:
              alertmanager:
                route: {receiver: hook, group_wait: 0s, group_interval: 1s, group_by: [alertname]}
                receivers:
                - name: hook
                  webhook_configs: [{url: "http://127.0.0.1:1/", max_alerts: 1}]
            """);
    server = StartedVigie.withFile(folder, file);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> post(String path, String json) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode data(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body()).get("data");
  }

  private static boolean holds(String path, java.util.function.Predicate<JsonNode> condition) {
    try {
      return condition.test(server.data(path));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode alert() throws Exception {
    Eventually.holds(
        PATIENCE, "the alert fires", () -> holds("alerts", data -> !data.get("alerts").isEmpty()));
    Eventually.holds(
        PATIENCE,
        "it is in the history",
        () ->
            holds("alerts/history?filter=alertname=Always", data -> !data.get("events").isEmpty()));
    return server.data("alerts").get("alerts").get(0);
  }

  @Test
  void anAcknowledgementIsShownWhereverTheAlertIs() throws Exception {
    String fingerprint = alert().get("fingerprint").asString();

    JsonNode answer =
        data(
            post(
                "alerts/" + fingerprint + "/acknowledge",
                "{\"owner\":\"ann\",\"comment\":\"on it\",\"for\":\"1h\"}"));
    assertThat(answer.get("acknowledgement").get("owner").asString()).isEqualTo("ann");
    data(post("alerts/" + fingerprint + "/notes", "{\"kind\":\"action\",\"text\":\"restarted\"}"));

    JsonNode rules = alert();
    assertThat(rules.get("acknowledgement").get("comment").asString()).isEqualTo("on it");
    assertThat(rules.get("acknowledgement").has("expires")).isTrue();
    assertThat(rules.get("notes").get(0).get("text").asString()).isEqualTo("restarted");
    JsonNode alertmanager =
        JsonMapper.shared().readTree(server.get("/api/v2/alerts?filter=region=eu").body()).get(0);
    assertThat(alertmanager.get("acknowledgement").get("owner").asString()).isEqualTo("ann");
    assertThat(alertmanager.get("notes").get(0).get("kind").asString()).isEqualTo("action");

    JsonNode taken = data(post("alerts/" + fingerprint + "/unacknowledge", "{}"));
    assertThat(taken.has("acknowledgement")).isFalse();
    JsonNode events = server.data("alerts/history?fingerprint=" + fingerprint).get("events");
    assertThat(events)
        .extracting(event -> event.get("kind").asString())
        .contains("alert.fired", "alert.acknowledged", "alert.action", "alert.unacknowledged");
  }

  @Test
  void whatIsWrongIsRefusedWithAReason() throws Exception {
    String fingerprint = alert().get("fingerprint").asString();
    String path = "alerts/" + fingerprint + "/acknowledge";
    assertThat(post("alerts/0000/acknowledge", "{}").statusCode()).isEqualTo(404);
    assertThat(post(path, "{\"ownr\":\"x\"}").body()).contains("unknown field", "owner");
    assertThat(post(path, "{\"for\":\"-1h\"}").statusCode()).isEqualTo(400);
    assertThat(post(path, "{\"expires\":\"2020-01-01T00:00:00Z\"}").body()).contains("past");
    assertThat(post(path, "[]").statusCode()).isEqualTo(400);
    assertThat(server.post("/api/v1/" + path, "owner=x").body()).contains("application/json");
    assertThat(post("alerts/" + fingerprint + "/notes", "{}").body()).contains("text");
    assertThat(server.get("/api/v1/alerts/history?next=x").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v1/alerts/history?limit=1000000").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v1/alerts/history?filter=foo").statusCode()).isEqualTo(400);
  }

  @Test
  void deadLettersAreListedSentAgainAndDiscarded() throws Exception {
    alert();
    Eventually.holds(
        PATIENCE, "the message is given up", () -> holds("notifications/dead", d -> !d.isEmpty()));
    JsonNode dead = server.data("notifications/dead").get(0);
    assertThat(dead.get("destination").asString()).isEqualTo("hook/webhook[0]");
    assertThat(dead.get("failure").asString()).isNotEmpty();
    assertThat(dead.get("alerts").get(0).get("labels").get("region").asString()).isEqualTo("eu");

    assertThat(post("notifications/dead/resend", "{\"id\":\"none\"}").statusCode()).isEqualTo(404);
    assertThat(post("notifications/dead/discard", "{\"id\":\"none\"}").statusCode()).isEqualTo(404);
  }
}
