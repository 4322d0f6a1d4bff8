package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API of Alertmanager without any configuration: alerts can be seen, nobody is told.
class AlertmanagerApiTest {
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
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + "/api/v2" + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode get(String path) throws Exception {
    HttpResponse<String> response = server.get("/api/v2" + path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  @Test
  void takesValidAlertsAndComplainsAboutTheOthers() throws Exception {
    HttpResponse<String> answer =
        send(
            "POST",
            "/alerts",
            "[{\"labels\":{\"alertname\":\"A\",\"empty\":\"\"}},{\"labels\":{}}]");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("at least one label pair required");
    JsonNode alert = get("/alerts?filter=alertname%3D%22A%22").get(0);
    assertThat(alert.get("labels").toString()).isEqualTo("{\"alertname\":\"A\"}");
    assertThat(alert.get("receivers").get(0).get("name").asString()).isEqualTo("default");
    assertThat(alert.get("status").get("state").asString()).isEqualTo("active");
    assertThat(alert.get("fingerprint").asString()).hasSize(16);
  }

  @Test
  void groupsShowReceiverLabelsAndAlerts() throws Exception {
    send("POST", "/alerts", "[{\"labels\":{\"alertname\":\"Grouped\"}}]");
    JsonNode groups = get("/alerts/groups?filter=alertname%3DGrouped");
    assertThat(groups.size()).isEqualTo(1);
    assertThat(groups.get(0).get("receiver").get("name").asString()).isEqualTo("default");
    assertThat(get("/alerts/groups?receiver=other").size()).isZero();
  }

  @Test
  void refusesWhatIsWrongWithAReason() throws Exception {
    assertThat(send("POST", "/alerts", "{").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/alerts?filter=%7B", "").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/alerts?receiver=(", "").body()).contains("receiver param");
    assertThat(send("GET", "/alerts?active=maybe", "").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/silence/none", "").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/silence/none", "").statusCode()).isEqualTo(404);
    String matchesEverything =
        "{\"matchers\":[{\"name\":\"a\",\"value\":\".*\",\"isRegex\":true}],"
            + "\"startsAt\":\"2020-01-01T00:00:00Z\",\"endsAt\":\"2099-01-01T00:00:00Z\","
            + "\"createdBy\":\"me\",\"comment\":\"\"}";
    assertThat(send("POST", "/silences", matchesEverything).body())
        .contains("at least one matcher must not match the empty string");
  }

  @Test
  void severalMatcherSetsAndAnnotationsAreKept() throws Exception {
    String silence =
        """
        {"matcherSets":[[{"name":"a","value":"1","isRegex":false}],
                        [{"name":"b","value":"2","isRegex":false,"isEqual":true}]],
         "startsAt":"2020-01-01T00:00:00Z","endsAt":"2099-01-01T00:00:00Z",
         "createdBy":"me","comment":"c","annotations":{"ticket":"7"}}
        """;
    String id =
        JsonMapper.shared()
            .readTree(send("POST", "/silences", silence).body())
            .get("silenceID")
            .asString();
    JsonNode stored = get("/silence/" + id);
    assertThat(stored.get("matcherSets").size()).isEqualTo(2);
    assertThat(stored.get("annotations").get("ticket").asString()).isEqualTo("7");
    assertThat(stored.get("status").get("state").asString()).isEqualTo("active");
  }

  @Test
  void statusNamesTheReleaseItSpeaks() throws Exception {
    JsonNode status = get("/status");
    assertThat(status.get("versionInfo").get("version").asString()).isEqualTo("0.34.0");
    assertThat(status.get("config").get("original").asString()).contains("receiver: default");
    assertThat(get("/receivers").get(0).get("labels").get("name").asString()).isEqualTo("default");
  }
}
