package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RulesReplayApiTest {
  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    server =
        StartedVigie.withRules(
            folder, "groups: [{name: g, rules: [{alert: Busy, expr: requests_total > 10}]}]");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> post(String... form) throws Exception {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < form.length; i += 2) {
      pairs.add(form[i] + "=" + URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
    }
    return server.post("/api/v1/rules/replay", String.join("&", pairs));
  }

  private static String ago(int seconds) {
    return Instant.now().minusSeconds(seconds).toString();
  }

  private static JsonNode body(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  private static List<String> alerts(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<String> alerts = new ArrayList<>();
    for (JsonNode change : body(answer).path("data").path("alerts")) {
      alerts.add(
          change.path("state").asString("")
              + " "
              + change.path("labels").path("alertname").asString("")
              + " "
              + change.path("labels").path("job").asString(""));
    }
    return alerts;
  }

  @Test
  void theRulesInForceAreReplayed() throws Exception {
    assertThat(alerts(post("from", ago(290), "to", ago(30))))
        .containsExactlyInAnyOrder("firing Busy api", "firing Busy web");
  }

  @Test
  void otherRulesAreReplayedAndLeaveNoTrace() throws Exception {
    String rules =
        """
        groups:
        - name: other
          rules:
          - {record: 'job:requests:twice', expr: 'requests_total * 2'}
          - {alert: Twice, expr: 'job:requests:twice{job="api"} > 20', for: 30s}
        """;
    assertThat(alerts(post("from", ago(290), "to", ago(30), "rules", rules)))
        .containsExactly("pending Twice api", "firing Twice api");
    assertThat(server.query("last_over_time(job:requests:twice[1h])")).isEmpty();
  }

  @Test
  void whoWouldHaveBeenToldIsSaidWithoutTellingAnybody() throws Exception {
    String routing =
        """
        route: {receiver: ops, group_by: [alertname], group_wait: 1s}
        receivers:
        - name: ops
          webhook_configs: [{url: 'http://127.0.0.1:1/never'}]
        """;
    HttpResponse<String> answer = post("from", ago(290), "to", ago(30), "alertmanager", routing);
    JsonNode messages = body(answer).path("data").path("notifications");
    assertThat(messages.size()).as(answer.body()).isEqualTo(1);
    assertThat(messages.get(0).path("kind").asString()).isEqualTo("notification.sent");
    assertThat(messages.get(0).path("destination").asString()).isEqualTo("ops/webhook[0]");
    assertThat(messages.get(0).path("alerts").size()).isEqualTo(2);
    assertThat(server.data("alerts/history").path("events").toString())
        .doesNotContain("ops/webhook");
    assertThat(body(post("from", ago(60), "alertmanager", "route: {}")).path("error").asString())
        .contains("alertmanager:");
  }

  @Test
  void whatIsWrongIsNamed() throws Exception {
    assertThat(body(post()).path("error").asString()).isEqualTo("no from parameter provided");
    assertThat(body(post("from", "yesterday")).path("error").asString())
        .contains("invalid parameter \"from\"");
    assertThat(body(post("from", "2000-01-01T00:00:00Z")).path("error").asString())
        .contains("a replay spans at most");
    HttpResponse<String> wrong = post("from", ago(60), "name", "mine.yml", "rules", "groups: {}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(body(wrong).path("error").asString()).contains("mine.yml");
  }
}
