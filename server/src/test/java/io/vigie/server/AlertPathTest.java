package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.vigie.config.yaml.ConfigException;
import io.vigie.testkit.Eventually;
import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From a rule file to an alert, in the whole server.
class AlertPathTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private Path config(int alertmanagerPort) throws IOException {
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
        - name: g
          labels: {team: core}
          rules:
          - record: always:one
            expr: vector(1)
          - alert: Always
            expr: vector(7)
            labels: {severity: page, secret: x}
            annotations: {summary: "it is {{ $value }} in {{ $externalLabels.region }}"}
        """);
    return Files.writeString(
        folder.resolve("prometheus.yml"),
        """
        global: {evaluation_interval: 1s, external_labels: {region: eu}}
        rule_files: [rules.yml]
        alerting:
          alert_relabel_configs: [{action: labeldrop, regex: secret}]
          alertmanagers:
          - static_configs: [{targets: ["127.0.0.1:%d"]}]
          - static_configs: [{targets: ["gone:9093"]}]
            relabel_configs: [{action: drop}]
        """
            .formatted(alertmanagerPort));
  }

  @Test
  void rulesAndAlertsAreShownAndRecorded() throws Exception {
    try (StartedVigie server = StartedVigie.withFile(folder, config(1))) {
      Eventually.holds(PATIENCE, "the alert fires", () -> firing(server));
      JsonNode group = server.data("rules").get("groups").get(0);
      assertThat(group.get("rules").get(0).get("type").asString()).isEqualTo("recording");
      JsonNode rule = server.data("rules?type=alert").get("groups").get(0).get("rules").get(0);
      assertThat(rule.get("state").asString()).isEqualTo("firing");
      assertThat(rule.get("health").asString()).isEqualTo("ok");
      JsonNode alert = server.data("alerts").get("alerts").get(0);
      assertThat(alert.get("value").asString()).isEqualTo("7e+00");
      assertThat(alert.get("annotations").get("summary").asString()).isEqualTo("it is 7 in eu");
      assertThat(server.query("always:one{team='core'}")).hasSize(1);
      assertThat(server.data("alertmanagers").get("droppedAlertmanagers").get(0).get("url"))
          .hasToString("\"http://gone:9093/api/v2/alerts\"");
      assertThat(server.data("rules?rule_name%5B%5D=other").get("groups")).isEmpty();
      assertThat(server.data("rules?match%5B%5D=%7Bseverity%3D%27page%27%7D").get("groups"))
          .hasSize(1);
      assertThat(server.get("/api/v1/rules?type=x").statusCode()).isEqualTo(400);
    }
  }

  private static boolean firing(StartedVigie server) {
    try {
      JsonNode alerts = server.data("alerts").get("alerts");
      return !alerts.isEmpty() && server.query("ALERTS{alertstate='firing'}").size() == 1;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWrongRuleFileIsRefusedAndTheRulesBeforeStayInForce() throws Exception {
    try (StartedVigie server = StartedVigie.withFile(folder, config(1))) {
      Files.writeString(folder.resolve("rules.yml"), "groups:\n- name: g\n  rules: [{expr: 1}]\n");
      assertThatThrownBy(server.vigie::reload)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("one of 'record' or 'alert' must be set");
      assertThat(server.data("rules").get("groups").get(0).get("rules")).hasSize(2);
    }
  }

  @Test
  void aRealAlertmanagerIsTold() throws Exception {
    assumeTrue(
        ExternalProgram.isInstalled("prometheus-alertmanager"),
        "prometheus-alertmanager is not installed");
    Path routes =
        Files.writeString(
            folder.resolve("alertmanager.yml"), "{route: {receiver: x}, receivers: [{name: x}]}");
    int port = ExternalProgram.freePort();
    String address = "127.0.0.1:" + port;
    List<String> command =
        List.of(
            "prometheus-alertmanager",
            "--config.file=" + routes,
            "--storage.path=" + folder.resolve("alertmanager"),
            "--cluster.listen-address=",
            "--web.listen-address=" + address);
    try (ExternalProgram alertmanager = ExternalProgram.start("alertmanager", folder, command)) {
      alertmanager.await(() -> alerts(address).isArray());
      try (StartedVigie _ = StartedVigie.withFile(folder, config(port))) {
        Eventually.holds(PATIENCE, "the alert arrives", () -> !alerts(address).isEmpty());
      }
      JsonNode alert = alerts(address).get(0);
      assertThat(alert.get("labels"))
          .hasToString(
              "{\"alertname\":\"Always\",\"region\":\"eu\",\"severity\":\"page\",\"team\":\"core\"}");
      assertThat(alert.get("annotations").get("summary").asString()).isEqualTo("it is 7 in eu");
    }
  }

  @Test
  void requestsToAlertmanagersAreSignedWhereThatIsConfigured() throws Exception {
    Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    HttpServer alertmanager =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    alertmanager.createContext(
        "/",
        exchange -> {
          authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    alertmanager.start();
    Path signed = config(alertmanager.getAddress().getPort());
    Files.writeString(
        signed,
        Files.readString(signed)
            .replace(
                "  alertmanagers:\n  - static",
                "  alertmanagers:\n  - sigv4: {region: here, access_key: id, secret_key: key}\n"
                    + "    static"));
    try (StartedVigie _ = StartedVigie.withFile(folder, signed)) {
      Eventually.holds(PATIENCE, "an alert arrives", () -> !authorizations.isEmpty());
    } finally {
      alertmanager.stop(0);
    }
    assertThat(authorizations.peek())
        .startsWith("AWS4-HMAC-SHA256 Credential=id/")
        .contains("/here/aps/aws4_request");
  }

  /// What the Alertmanager knows; nothing while it does not answer.
  private static JsonNode alerts(String address) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/api/v2/alerts")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return JsonMapper.shared().readTree(body);
    } catch (IOException e) {
      return JsonMapper.shared().createObjectNode();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
