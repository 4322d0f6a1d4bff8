package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WidgetDashboardsApiTest {
  private static final String MODEL =
      """
      {"name": "Chat", "description": "how the product is", "refreshInterval": 15,
       "layout": {"columns": 12, "rows": 8, "gap": 8},
       "filters": [{"id": "region", "name": "Region", "type": "select", "field": "region",
                    "options": ["eu", "us"]}],
       "widgets": [
         {"id": "a", "type": "metric", "title": "Users", "query": "sum(users)",
          "visualization": {"type": "number", "options": {"unit": "short", "decimals": 0}},
          "position": {"x": 0, "y": 0, "width": 3, "height": 2}},
         {"id": "b", "type": "chart", "title": "Requests",
          "query": "sum(rate(requests_total{region=~\\"$region\\"}[5m]))",
          "visualization": {"type": "area", "options": {"thresholds": [{"value": 80}]}},
          "position": {"x": 3, "y": 0, "width": 9, "height": 4}},
         {"id": "c", "type": "status", "title": "API", "query": "up",
          "visualization": {"type": "status", "options": {}},
          "position": {"x": 0, "y": 2, "width": 3, "height": 2}}]}
      """;

  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    server = StartedVigie.withoutFile(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    return server.send(method, path, "application/json", body);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  private static String made() throws Exception {
    HttpResponse<String> made = send("POST", "/api/dashboards", MODEL);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String id = json(made).path("id").asString();
    assertThat(made.headers().firstValue("Location")).hasValue("/api/dashboards/" + id);
    return id;
  }

  @Test
  void widgetsArePanelsOnAGridOfTwiceAsManyColumns() throws Exception {
    JsonNode board = server.data("dashboards/" + made()).path("dashboard");
    assertThat(board.path("title").asString()).isEqualTo("Chat");
    assertThat(board.path("refresh").asString()).isEqualTo("15s");
    JsonNode chart = board.path("panels").get(1);
    assertThat(chart.path("type").asString()).isEqualTo("timeseries");
    assertThat(chart.path("gridPos").toString()).isEqualTo("{\"x\":6,\"y\":0,\"w\":18,\"h\":8}");
    assertThat(chart.path("fieldConfig").path("defaults").path("thresholds").path("steps"))
        .hasSize(2);
    JsonNode status = board.path("panels").get(2);
    assertThat(status.path("options").path("colorMode").asString()).isEqualTo("background");
    JsonNode region = board.path("templating").path("list").get(0);
    assertThat(region.path("type").asString()).isEqualTo("custom");
    assertThat(region.path("query").asString()).isEqualTo("eu,us");
  }

  @Test
  void whatWasMadeCanBeReadReplacedAndForgottenInTheSameWords() throws Exception {
    String id = made();
    JsonNode model = json(server.get("/api/dashboards/" + id));
    assertThat(model.path("widgets")).hasSize(3);
    assertThat(model.path("widgets").get(0).path("type").asString()).isEqualTo("metric");
    assertThat(model.path("widgets").get(2).path("type").asString()).isEqualTo("status");
    assertThat(model.path("filters").get(0).path("options")).hasSize(2);
    assertThat(model.path("refreshInterval").asInt()).isEqualTo(15);
    // What is read can be sent back as it is.
    assertThat(send("PUT", "/api/dashboards/" + id, model.toString()).statusCode()).isEqualTo(200);
    HttpResponse<String> renamed =
        send("PUT", "/api/dashboards/" + id, MODEL.replace("Chat", "Chats"));
    assertThat(json(renamed).path("name").asString()).isEqualTo("Chats");
    assertThat(send("PUT", "/api/dashboards/" + id, model.toString()).statusCode()).isEqualTo(409);
    assertThat(send("DELETE", "/api/dashboards/" + id, "").statusCode()).isEqualTo(204);
    assertThat(server.get("/api/dashboards/" + id).statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/api/dashboards/" + id, "").statusCode()).isEqualTo(404);
  }

  @Test
  void everyDashboardCanBeReadInTheseWords() throws Exception {
    JsonNode all = json(server.get("/api/dashboards"));
    assertThat(all.size()).isGreaterThan(4);
    for (JsonNode each : all) {
      HttpResponse<String> one = server.get("/api/dashboards/" + each.path("id").asString());
      assertThat(one.statusCode()).isEqualTo(200);
      assertThat(json(one).path("widgets")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"metric\"', '\"news\"', widget 1: type \"news\"",
    "'\"x\": 3', '\"x\": 30', widget 2: position.x: 30",
    "'\"query\": \"up\"', '\"query\": \" \"', widget 3: query is missing",
    "'\"select\"', '\"slider\"', type \"slider\"",
    "'\"columns\": 12', '\"columns\": 99', layout.columns: 99",
    "'\"name\": \"Chat\"', '\"name\": \"\"', name is missing"
  })
  void whatCannotBeIsToldWithItsPlace(String part, String otherwise, String reason)
      throws Exception {
    HttpResponse<String> refused =
        send("POST", "/api/dashboards", MODEL.replaceFirst(part, otherwise));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(json(refused).path("detail").asString()).contains(reason);
  }
}
