package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vigie.testkit.Eventually;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The chain from a rule to a message, in the whole server.
class WhyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static HttpServer hook;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/hook",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    hook.start();
    StartedVigie.fill(folder);
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
        - name: g
          rules:
          - {alert: Told, expr: vector(7) > 5, labels: {severity: page}}
          - {alert: Quiet, expr: vector(7) > 5}
          - {alert: Dropped, expr: vector(1)}
          - {alert: Waits, expr: vector(1), for: 1h}
          - {alert: Missed, expr: 'requests_total > 25'}
          - {alert: Empty, expr: 'rate(requests_totl{job="api"}[1m]) > 0'}
          - {alert: Joined, expr: 'requests_total > 1 and on (job) nothing_here'}
          - {alert: Broken, expr: 'requests_total + on () requests_total'}
        """);
    Path file =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {evaluation_interval: 1s, external_labels: {region: eu}}
            rule_files: [rules.yml]
            alerting:
              alert_relabel_configs:
              - {source_labels: [alertname], regex: Dropped, action: drop}
            vigie:
              alertmanager:
                route:
                  {receiver: hook, group_wait: 0s, group_interval: 1s, group_by: [alertname]}
                receivers:
                - name: hook
                  webhook_configs: [{url: "http://127.0.0.1:%d/hook"}]
            """
                .formatted(hook.getAddress().getPort()));
    server = StartedVigie.withFile(folder, file);
    silence();
    Eventually.holds(PATIENCE, "someone is told", () -> summary("Told").contains("was told"));
  }

  private static void silence() throws Exception {
    String body =
        """
        {"matchers":[{"name":"alertname","value":"Quiet","isRegex":false}],"createdBy":"ann",
         "startsAt":"2020-01-01T00:00:00Z","endsAt":"2099-01-01T00:00:00Z","comment":"deploy"}
        """;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v2/silences"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(
            HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
    hook.stop(0);
  }

  private static JsonNode chain(String alert, String... more) {
    try {
      String parameters = "why?alert=" + alert + String.join("", more);
      return server.data(parameters).get("chains").get(0);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String summary(String alert, String... more) {
    return chain(alert, more).get("summary").asString();
  }

  private static String steps(JsonNode chain) {
    StringBuilder steps = new StringBuilder();
    chain
        .get("steps")
        .forEach(step ->
            steps
                .append(step.get("mark").asString())
                .append(' ')
                .append(step.get("link").asString())
                .append(": ")
                .append(step.get("text").asString())
                .append('\n'));
    return steps.toString();
  }

  @Test
  void whoWasToldIsNamedWithTheAnswer() {
    JsonNode chain = chain("Told");
    assertThat(steps(chain))
        .contains(
            "yes rule: Told is a rule of group g",
            "yes expression: vector(7) > 5 holds for 1 series: {} 7",
            "yes pending: it fires",
            "yes received",
            "yes route",
            "yes notification: hook/webhook[0] was told (first notification), attempt 1");
    assertThat(chain.get("labels").get("region").asString()).isEqualTo("eu");
    assertThat(summary("Told", "&fingerprint=" + chain.get("fingerprint").asString()))
        .contains("was told");
  }

  @Test
  void whatKeepsAnAlertQuietIsNamed() throws Exception {
    Eventually.holds(PATIENCE, "it is silenced", () -> summary("Quiet").contains("silenced by"));
    assertThat(summary("Quiet")).contains("of ann (\"deploy\"), until 2099-01-01");
    assertThat(summary("Dropped")).contains("alert_relabel_configs");
    assertThat(summary("Waits")).contains("is pending since", "1h");
  }

  @Test
  void ofWhatDidNotFireTheLastNegativeLinkIsNamed() {
    assertThat(summary("Missed")).contains("job=", "is 20, not > 25: it missed the threshold by 5");
    assertThat(steps(chain("Missed", "&filter=job%3Dweb"))).contains("web").doesNotContain("api");
    assertThat(steps(chain("Empty"))).contains("no selector", "requests_totl", "requests_total");
    assertThat(summary("Joined")).contains("nothing_here is empty");
    assertThat(summary("Unknwon")).contains("no alerting rule");
    assertThat(summary("Tol")).contains("there is Told");
  }

  @Test
  void theMessageOfABrokenRuleIsTheAnswer() throws Exception {
    Eventually.holds(PATIENCE, "it fails", () -> summary("Broken").contains("evaluation fails"));
  }

  @Test
  void thePastIsComputedFromWhatIsStored() {
    long hourAgo = System.currentTimeMillis() / 1000 - 3600;
    assertThat(summary("Missed", "&at=" + hourAgo)).contains("requests_total");
    String wrong = URLEncoder.encode("{", StandardCharsets.UTF_8);
    assertThat(status("why?alert=A&filter=" + wrong + "x")).isEqualTo(400);
    assertThat(status("why")).isEqualTo(400);
    assertThat(status("why?alert=A&at=never")).isEqualTo(400);
  }

  private static int status(String path) {
    try {
      return server.get("/api/v1/" + path).statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
