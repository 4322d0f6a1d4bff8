package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The linter with all that a server knows, over HTTP.
class RuleLintTest {
  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    StartedVigie.fill(folder);
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
        - name: g
          rules:
          - {alert: Busy, expr: 'rate(reqests_total[5m]) > 0.5', labels: {severity: critical}}
          - {alert: Silent, expr: 'rate(requests_total[5m]) < 0.5', labels: {team: nobody, severity: info}}
        """);
    Path file =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {evaluation_interval: 15s}
            rule_files: [rules.yml]
            vigie:
              alertmanager:
                route:
                  receiver: ops
                  routes:
                  - {receiver: ops, matchers: [severity="P0"]}
                  - {receiver: silent, matchers: [team="nobody"]}
                receivers:
                - name: ops
                  webhook_configs: [{url: 'http://127.0.0.1:1/never'}]
                - name: silent
            """);
    server = StartedVigie.withFile(folder, file);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// Each as `line check rule: proposal`.
  private static List<String> findings(JsonNode data) {
    List<String> findings = new ArrayList<>();
    for (JsonNode finding : data.path("findings")) {
      findings.add(
          finding.path("line").asInt()
              + " "
              + finding.path("check").asString()
              + " "
              + finding.path("rule").asString()
              + ": "
              + finding.path("proposal").asString());
    }
    return findings;
  }

  @Test
  void theRulesInForceAreLookedAtWithSamplesAndRouting() throws Exception {
    assertThat(findings(server.data("rules/lint")))
        .containsExactlyInAnyOrder(
            "4 no-series Busy: rate(requests_total[5m]) > 0.5",
            "4 unknown-severity Busy: severity: P0",
            "5 no-destination Silent: a route for {alertname=\"Silent\"} to a receiver that tells"
                + " somebody");
  }

  @Test
  void soAreRulesAndRoutingThatAreSent() throws Exception {
    String rules = "groups: [{name: g, rules: [{alert: A, expr: 'reqests_total == 1'}]}]";
    String routing = "{route: {receiver: none}, receivers: [{name: none}]}";
    HttpResponse<String> answer =
        server.post(
            "/api/v1/rules/lint",
            "name=new.yml&rules=" + encoded(rules) + "&alertmanager=" + encoded(routing));
    JsonNode data = JsonMapper.shared().readTree(answer.body()).path("data");
    assertThat(data.path("findings").get(0).path("file").asString()).isEqualTo("new.yml");
    assertThat(findings(data))
        .anyMatch(finding -> finding.startsWith("1 no-destination A: "))
        .anyMatch(finding -> finding.startsWith("1 no-series A: requests_total == 1"));
    assertThat(server.post("/api/v1/rules/lint", "rules=" + encoded("groups: 5")).statusCode())
        .isEqualTo(400);
    assertThat(server.post("/api/v1/rules/lint", "alertmanager=x").statusCode()).isEqualTo(400);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
