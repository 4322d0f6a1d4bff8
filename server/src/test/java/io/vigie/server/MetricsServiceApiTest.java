package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.Eventually;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Vigie's own API as applications use it.
class MetricsServiceApiTest {
  private static final String TOKEN = "0123456789abcdef";

  @TempDir Path folder;
  private StartedVigie server;

  @BeforeEach
  void start() throws Exception {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(
        file,
        """
        global: {evaluation_interval: 1s}
        vigie:
          metrics_api:
            business: {orders.paid: sum(orders_paid), revenue.total: ""}
          checks:
            - name: backup
              heartbeat: {token: %s, every: 24h}
        """
            .formatted(TOKEN));
    server = StartedVigie.withFile(folder, file);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> post(String path, String json, Object... values) throws Exception {
    return server.json("POST", path, json.formatted(values).replace('\'', '"'));
  }

  private static JsonNode tree(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  private int listed(String path) {
    try {
      return tree(server.get(path)).size();
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }

  private double value(String query) throws Exception {
    JsonNode result = server.query(query);
    assertThat(result.size()).as(query).isEqualTo(1);
    return Double.parseDouble(result.get(0).get("value").get(1).asString());
  }

  @Test
  void aPushedCounterAddsUpAlsoOverARestart() throws Exception {
    String push =
        """
        {"name": "custom_counter", "type": "counter", "value": 1,
         "labels": {"service": "booking", "endpoint": "/api/bookings"}}
        """;
    HttpResponse<String> taken = server.json("POST", "/api/metrics/custom", push);
    assertThat(taken.statusCode()).isEqualTo(202);
    assertThat(tree(taken).get("accepted").asInt()).isEqualTo(1);
    server.json("POST", "/api/metrics/custom", push);
    String series = "custom_counter{service=\"booking\",endpoint=\"/api/bookings\"}";
    assertThat(value(series)).isEqualTo(2);

    stop();
    start();
    server.json("POST", "/api/metrics/custom", push);
    assertThat(value(series)).isEqualTo(3);
    assertThat(server.json("DELETE", "/api/metrics/custom/custom_counter", "").statusCode())
        .isEqualTo(204);
    assertThat(server.query(series)).isEmpty();
  }

  @Test
  void gaugesAreSetAndHistogramsObserve() throws Exception {
    post("/api/metrics/custom", "{'name':'queue_length','type':'gauge','value':7}");
    post("/api/metrics/custom", "{'name':'queue_length','type':'gauge','value':3}");
    assertThat(value("queue_length")).isEqualTo(3);
    for (String seconds : List.of("0.2", "3", "100")) {
      post(
          "/api/metrics/custom",
          "{'name':'wait_seconds','type':'histogram','value':%s,'buckets':[1,10]}",
          seconds);
    }
    assertThat(value("wait_seconds_count")).isEqualTo(3);
    assertThat(value("wait_seconds_bucket{le=\"10.0\"}")).isEqualTo(2);
    assertThat(value("wait_seconds_sum")).isEqualTo(103.2);
  }

  @Test
  void whatCannotBePushedIsRefusedWithTheReason() throws Exception {
    assertThat(post("/api/metrics/custom", "{'name':'a b','type':'gauge','value':1}").statusCode())
        .isEqualTo(400);
    assertThat(post("/api/metrics/custom", "{'name':'n','type':'counter','value':-1}").body())
        .contains("only goes up");
    post("/api/metrics/custom", "{'name':'n','type':'counter','value':1}");
    HttpResponse<String> conflict =
        post("/api/metrics/custom", "{'name':'n','type':'gauge','value':1}");
    assertThat(conflict.statusCode()).isEqualTo(422);
    assertThat(tree(conflict).get("detail").asString()).contains("counter", "gauge");
    HttpResponse<String> batch =
        post(
            "/api/metrics/batch",
            "{'metrics':[{'name':'n','type':'counter','value':2},{'name':'n','type':'gauge','value':2},{'value':1}]}");
    assertThat(batch.statusCode()).isEqualTo(202);
    assertThat(tree(batch).get("accepted").asInt()).isEqualTo(1);
    assertThat(tree(batch).get("rejected").findValuesAsString("index")).containsExactly("1", "2");
    assertThat(value("n")).isEqualTo(3);
  }

  @Test
  void aPushSentAgainWithTheSameKeyCountsOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> taken =
          server.json(
              "POST",
              "/api/metrics/custom",
              "{\"name\":\"paid\",\"type\":\"counter\",\"value\":5}",
              "Idempotency-Key",
              "order-17");
      assertThat(taken.statusCode()).isEqualTo(202);
    }
    assertThat(value("paid")).isEqualTo(5);
  }

  @Test
  void viewsSayWhatIsKnownAndNullForWhatIsNot() throws Exception {
    post("/api/metrics/business", "{'name':'orders_paid','type':'gauge','value':12}");
    JsonNode business = tree(server.get("/api/metrics/business"));
    assertThat(business.at("/orders/paid").asDouble()).isEqualTo(12);
    assertThat(business.at("/pushed/orders_paid").asDouble()).isEqualTo(12);
    assertThat(business.at("/customerSatisfaction").isNull()).isTrue();
    assertThat(business.at("/revenue/total").isNull()).isTrue();
    JsonNode summary = tree(server.get("/api/metrics/summary"));
    assertThat(summary.at("/system/cpu/usagePercent").isNull()).isTrue();
    assertThat(summary.at("/application/requests").has("perSecond")).isTrue();
    JsonNode dashboard = tree(server.get("/api/dashboard/summary"));
    assertThat(dashboard.at("/alerts/active").asInt()).isZero();
    assertThat(dashboard.at("/health/status").asString()).isEqualTo("healthy");
    JsonNode chart = tree(server.get("/api/dashboard/charts/orders?interval=1m&range=5m"));
    assertThat(chart.at("/interval").asInt()).isEqualTo(60);
    HttpResponse<String> unknown = server.get("/api/dashboard/charts/nonsense");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("there are:", "cpu");
  }

  @Test
  void aRuleThatCannotMeanWhatItSaysIsRefusedWithWhatToWriteInstead() throws Exception {
    HttpResponse<String> refused =
        post(
            "/api/alerts/rules",
            "{'name':'High Error Rate','metricName':'http_requests_total','condition':'>',"
                + "'threshold':0.05,'severity':'high',"
                + "'notificationChannels':[{'type':'slack','destination':'#alerts'}]}");
    assertThat(refused.statusCode()).isEqualTo(422);
    JsonNode finding = tree(refused).get("findings").get(0);
    assertThat(finding.get("check").asString()).isEqualTo("raw-counter");
    assertThat(finding.get("proposal").asString()).contains("rate(http_requests_total[5m])");
    assertThat(post("/api/alerts/rules", "{'name':'x','expr':'sum('}").statusCode()).isEqualTo(422);
    assertThat(tree(server.get("/api/alerts/rules"))).isEmpty();
  }

  @Test
  void anAlertOfARuleMadeByApiIsListedAcknowledgedAndResolved() throws Exception {
    post("/api/metrics/custom", "{'name':'backlog','type':'gauge','value':9}");
    HttpResponse<String> created =
        post(
            "/api/alerts/rules",
            "{'name':'Long backlog','metric':'backlog','operator':'gt','value':5,'severity':'high',"
                + "'labels':{'service':'booking'}}");
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String rule = tree(created).get("id").asString();
    Eventually.holds(
        Duration.ofSeconds(30),
        "the alert fires",
        () -> listed("/api/alerts?severity=error&tags=booking") == 1);
    JsonNode alert = tree(server.get("/api/alerts?service=booking")).get(0);
    assertThat(alert.get("name").asString()).isEqualTo("Long backlog");
    assertThat(alert.get("status").asString()).isEqualTo("active");
    assertThat(alert.get("message").asString()).isEqualTo("Long backlog: 9");
    assertThat(tree(server.get("/api/alerts?severity=critical"))).isEmpty();

    String path = "/api/alerts/" + alert.get("id").asString();
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> acknowledged = post(path + "/acknowledge", "{'comment':'on it'}");
      assertThat(acknowledged.statusCode()).isEqualTo(200);
      assertThat(tree(acknowledged).get("status").asString()).isEqualTo("acknowledged");
    }
    for (int i = 0; i < 2; i++) {
      assertThat(post(path + "/resolve", "{'comment':'done'}").statusCode()).isEqualTo(200);
    }
    assertThat(tree(server.get("/api/alerts"))).isEmpty();
    assertThat(post(path + "/acknowledge", "{}").statusCode()).isEqualTo(409);
    assertThat(post("/api/alerts/nonsense/resolve", "{}").statusCode()).isEqualTo(404);

    stop();
    start();
    assertThat(tree(server.get("/api/alerts/rules/" + rule)).get("expr").asString())
        .isEqualTo("backlog > 5");
    HttpResponse<String> replaced =
        server.json(
            "PUT",
            "/api/alerts/rules/" + rule,
            "{\"name\":\"Long backlog\",\"expr\":\"backlog > 50\",\"duration\":300}");
    assertThat(tree(replaced).get("duration").asInt()).isEqualTo(300);
    assertThat(server.json("DELETE", "/api/alerts/rules/" + rule, "").statusCode()).isEqualTo(204);
    assertThat(server.json("DELETE", "/api/alerts/rules/" + rule, "").statusCode()).isEqualTo(404);
  }

  @Test
  void theServersOwnHealthIsToldAtOnce() throws Exception {
    assertThat(tree(server.get("/health")).get("status").asString()).isEqualTo("healthy");
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
    JsonNode detailed = tree(server.get("/health/detailed"));
    assertThat(detailed.get("components").propertyNames())
        .containsExactlyInAnyOrder("store", "catalog", "filesystem", "memory");
    assertThat(detailed.at("/components/filesystem/details").has("freeBytes")).isTrue();
  }

  @Test
  void servicesAreAddedLookedAtAndRemoved() throws Exception {
    String json = "{'name':'%s','url':'%s','interval':30000,'timeout':5000,'retries':0}";
    String own = server.url() + "/-/healthy";
    assertThat(post("/api/health/services", json, "self", own).statusCode()).isEqualTo(201);
    assertThat(post("/api/health/services", json, "self", own).statusCode()).isEqualTo(409);
    assertThat(post("/api/health/services", json, "ftp", "ftp://x/").statusCode()).isEqualTo(400);
    assertThat(post("/api/health/check", "{'name':'self'}").statusCode()).isEqualTo(200);
    HttpResponse<String> self = server.get("/api/health/services/self");
    assertThat(self.statusCode()).isEqualTo(200);
    assertThat(tree(self).get("status").asString()).isEqualTo("healthy");
    assertThat(value("health_check_up{check=\"self\"}")).isEqualTo(1);

    post("/api/health/services", json, "gone", "http://127.0.0.1:1/");
    post("/api/health/check", "{}");
    HttpResponse<String> gone = server.get("/api/health/services/gone");
    assertThat(gone.statusCode()).isEqualTo(503);
    assertThat(tree(gone).at("/lastFailures/0/phase").asString()).isEqualTo("connect");
    assertThat(server.get("/api/health").statusCode()).isEqualTo(503);
    assertThat(server.json("DELETE", "/api/health/services/gone", "").statusCode()).isEqualTo(204);
    assertThat(server.get("/api/health").statusCode()).isEqualTo(200);
    assertThat(server.get("/api/health/services/gone").statusCode()).isEqualTo(404);
    assertThat(server.json("DELETE", "/api/health/services/backup", "").statusCode())
        .isEqualTo(409);
  }

  @Test
  void whoReportsWithItsTokenIsHeard() throws Exception {
    assertThat(server.get("/ping/" + TOKEN).statusCode()).isEqualTo(200);
    assertThat(server.get("/ping/" + TOKEN + "x").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/health/services/backup").body()).doesNotContain(TOKEN);
    assertThat(server.get("/api/v1/status/config").body()).doesNotContain(TOKEN);
  }
}
