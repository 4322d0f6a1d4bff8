package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
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

class DashboardsApiTest {
  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectory(folder.resolve("boards"));
    Files.writeString(
        folder.resolve("boards/orders.json"),
        "{\"uid\": \"orders\", \"title\": \"Orders\", \"tags\": [\"shop\"], \"panels\": [],"
            + " \"odd\": 1.5e300}");
    Path file =
        Files.writeString(
            folder.resolve("p.yml"),
            """
            scrape_configs: []
            vigie:
              dashboards: [{path: boards, folder: Shop}]
            """);
    server = StartedVigie.withFile(folder, file);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> uids() throws Exception {
    List<String> uids = new ArrayList<>();
    server
        .data("dashboards")
        .path("dashboards")
        .forEach(each -> uids.add(each.path("uid").asString()));
    return uids;
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return server.send("POST", path, "application/json", body);
  }

  @Test
  void listsThoseOfFoldersBesideThoseOfTheServer() throws Exception {
    assertThat(uids()).contains("orders", "vigie-host", "vigie-server");
  }

  @Test
  void givesTheDocumentAsItIsInTheFile() throws Exception {
    JsonNode found = server.data("dashboards/orders");
    assertThat(found.path("folder").asString()).isEqualTo("Shop");
    assertThat(found.path("origin").asString()).isEqualTo("file");
    assertThat(found.path("dashboard").path("title").asString()).isEqualTo("Orders");
    assertThat(found.path("dashboard").path("odd").asDouble()).isEqualTo(1.5e300);
  }

  @Test
  void keepsWhatIsImportedUntilItIsDeleted() throws Exception {
    HttpResponse<String> kept =
        post(
            "/api/v1/dashboards",
            "{\"dashboard\": {\"uid\": \"mine\", \"title\": \"Mine\", \"rows\": []},"
                + " \"folder\": \"Team\"}");
    assertThat(kept.statusCode()).isEqualTo(200);
    assertThat(server.data("dashboards/mine").path("folder").asString()).isEqualTo("Team");
    assertThat(server.send("DELETE", "/api/v1/dashboards/mine", "text/plain", "").statusCode())
        .isEqualTo(204);
    assertThat(server.get("/api/v1/dashboards/mine").statusCode()).isEqualTo(404);
  }

  @Test
  void saysWhatIsOddAboutQueriesOfADashboardThatIsKeptOrSent() throws Exception {
    String panels =
        "\"title\": \"Shop\", \"panels\": [{\"type\": \"stat\", \"title\": \"Active orders\","
            + " \"targets\": [{\"refId\": \"A\", \"expr\": \"orders_total\"}]}]";
    HttpResponse<String> sent =
        post("/api/v1/dashboards/lint", "{\"dashboard\": {" + panels + "}}");
    JsonNode finding =
        JsonMapper.shared().readTree(sent.body()).path("data").path("findings").get(0);
    assertThat(finding.path("check").asString()).isEqualTo("counter-as-current");
    assertThat(finding.path("panel").asString()).isEqualTo("Active orders");
    assertThat(finding.path("query").asString()).isEqualTo("A");
    assertThat(finding.path("expression").asString()).isEqualTo("orders_total");
    post("/api/v1/dashboards", "{\"dashboard\": {\"uid\": \"shop\", " + panels + "}}");
    assertThat(server.data("dashboards/shop/lint").path("findings")).hasSize(1);
    server.send("DELETE", "/api/v1/dashboards/shop", "text/plain", "");
    assertThat(server.data("dashboards/orders/lint").path("findings")).isEmpty();
    assertThat(post("/api/v1/dashboards/lint", "{\"title\": \"x\"}").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v1/dashboards/nothing/lint").statusCode()).isEqualTo(404);
  }

  /// Those that come with the server have to be right.
  @Test
  void hasNothingAgainstTheDashboardsOfTheServer() throws Exception {
    for (String uid : uids()) {
      assertThat(server.data("dashboards/" + uid + "/lint").path("findings").valueStream())
          .as(uid)
          .noneMatch(finding -> finding.path("severity").asString().equals("warning"));
    }
  }

  @Test
  void saysWhatIsWrongWithAnImport() throws Exception {
    HttpResponse<String> refused = post("/api/v1/dashboards", "{\"title\": \"x\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("neither panels nor rows");
    assertThat(server.send("POST", "/api/v1/dashboards", "text/plain", "{}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void doesNotDeleteWhatIsAFile() throws Exception {
    HttpResponse<String> refused =
        server.send("DELETE", "/api/v1/dashboards/orders", "text/plain", "");
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body()).contains("cannot be deleted here");
  }

  @Test
  void answersScriptsWrittenForGrafana() throws Exception {
    assertThat(
            post(
                    "/api/dashboards/db",
                    "{\"dashboard\": {\"uid\": \"g\", \"title\": \"G board\","
                        + " \"panels\": []}, \"overwrite\": true}")
                .body())
        .contains("\"status\":\"success\"");
    JsonNode found = JsonMapper.shared().readTree(server.get("/api/search?query=g+bo").body());
    assertThat(found).hasSize(1);
    JsonNode board = JsonMapper.shared().readTree(server.get("/api/dashboards/uid/g").body());
    assertThat(board.path("dashboard").path("title").asString()).isEqualTo("G board");
    assertThat(server.get("/api/dashboards/uid/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesToSaveOverWhatSomebodyElseSavedAndTellsWhatWas() throws Exception {
    String first = "{\"dashboard\": {\"uid\": \"both\", \"title\": \"One\", \"panels\": []}}";
    assertThat(post("/api/v1/dashboards", first).statusCode()).isEqualTo(200);
    String version = server.data("dashboards/both").path("version").asString();
    String next =
        "{\"dashboard\": {\"uid\": \"both\", \"title\": \"Two\", \"panels\": []},"
            + " \"overwrite\": true, \"baseVersion\": \"%s\", \"message\": \"why\"}";
    assertThat(post("/api/v1/dashboards", next.formatted(version)).statusCode()).isEqualTo(200);
    HttpResponse<String> late = post("/api/v1/dashboards", next.formatted(version));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("\"errorType\":\"conflict\"");
    JsonNode versions = server.data("dashboards/both/versions").path("versions");
    assertThat(versions).hasSize(2);
    assertThat(versions.get(0).path("message").asString()).isEqualTo("why");
    JsonNode old = server.data("dashboards/both/versions/1");
    assertThat(old.path("dashboard").path("title").asString()).isEqualTo("One");
    assertThat(server.get("/api/v1/dashboards/both/versions/99").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/dashboards/both/versions/first").statusCode()).isEqualTo(404);
  }
}
