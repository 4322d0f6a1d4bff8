package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.Eventually;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunningQueriesApiTest {
  /// Small in what it holds, endless in what it computes.
  private static final String ENDLESS =
      "max_over_time(quantile_over_time(0.5, vector(time())[1d:1s])[1d:1s])";

  @TempDir static Path folder;
  private static StartedVigie server;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    StartedVigie.fill(folder);
    server = StartedVigie.withoutFile(folder);
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static HttpResponse<String> delete(String id) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/status/active_queries/" + id))
            .DELETE()
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aRunningQueryIsListedAndStopped() throws Exception {
    CompletableFuture<HttpResponse<String>> asked =
        CompletableFuture.supplyAsync(() -> {
          try {
            return server.post("/api/v1/query", "query=" + ENDLESS);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    Eventually.holds(Duration.ofSeconds(30), "a running query", () -> !running().isEmpty());
    JsonNode running = running().get(0);
    assertThat(running.get("query").asString()).isEqualTo(ENDLESS);
    assertThat(running.get("caller").asString()).isEqualTo("127.0.0.1");
    assertThat(running.get("bytesHeld").asLong()).isNotNegative();
    assertThat(delete(running.get("id").asString()).statusCode()).isEqualTo(204);
    HttpResponse<String> answer = asked.get(30, TimeUnit.SECONDS);
    assertThat(answer.statusCode()).isEqualTo(499);
    assertThat(JsonMapper.shared().readTree(answer.body()).get("errorType").asString())
        .isEqualTo("canceled");
    assertThat(server.data("status/active_queries")).isEmpty();
    assertThat(server.data("status/slow_queries"))
        .anySatisfy(ended -> {
          assertThat(ended.get("query").asString()).isEqualTo(ENDLESS);
          assertThat(ended.get("error").asString()).contains("canceled");
        });
  }

  @Test
  void aDeadlineStopsAQuery() throws Exception {
    HttpResponse<String> answer = server.post("/api/v1/query", "timeout=200ms&query=" + ENDLESS);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(JsonMapper.shared().readTree(answer.body()).get("errorType").asString())
        .isEqualTo("timeout");
    assertThat(running()).isEmpty();
  }

  @Test
  void aCallerWhoLeavesStopsItsQuery() throws Exception {
    URI address = URI.create(server.url());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      String request =
          "GET /api/v1/query?query=%s HTTP/1.1\r\nHost: x\r\n\r\n"
              .formatted(URLEncoder.encode(ENDLESS, StandardCharsets.UTF_8));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      Eventually.holds(Duration.ofSeconds(30), "a running query", () -> !running().isEmpty());
    }
    Eventually.holds(Duration.ofSeconds(30), "no running query", () -> running().isEmpty());
  }

  private static JsonNode running() {
    try {
      return server.data("status/active_queries");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatDoesNotRunCannotBeStopped() throws Exception {
    assertThat(delete("999999").statusCode()).isEqualTo(404);
    assertThat(delete("first").statusCode()).isEqualTo(400);
  }

  @Test
  void anAnsweredQueryIsRememberedWithWhatItTook() throws Exception {
    server.query("sum(requests_total)");
    JsonNode slow = server.data("status/slow_queries?limit=50");
    assertThat(slow)
        .anySatisfy(query -> {
          assertThat(query.get("query").asString()).isEqualTo("sum(requests_total)");
          assertThat(query.get("samplesRead").asLong()).isEqualTo(2);
          assertThat(query.get("durationSeconds").asDouble()).isPositive();
          assertThat(Math.abs(query.get("endedAt").asDouble() - System.currentTimeMillis() / 1e3))
              .isLessThan(60);
          assertThat(query.has("error")).isFalse();
        });
  }
}
