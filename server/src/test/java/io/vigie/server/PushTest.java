package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The ways in that `vigie.push` opens, over HTTP against a whole server.
class PushTest {
  private static final String TEXT = "text/plain";

  @TempDir Path folder;

  private StartedVigie start(String push) throws IOException {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(file, "vigie: {push: {" + push + "}}\n");
    return StartedVigie.withFile(folder, file);
  }

  private static String value(StartedVigie server, String query) throws Exception {
    JsonNode result = server.query(query);
    assertThat(result.size()).as(query).isEqualTo(1);
    return result.get(0).get("value").get(1).asString();
  }

  @Test
  void aPushedGroupIsQueriedDescribedAndDeleted() throws Exception {
    try (StartedVigie server = start("pushgateway: true")) {
      HttpResponse<String> put =
          server.send(
              "PUT",
              "/metrics/job@base64/L3Zhci90bXA=/shop/a%20b",
              TEXT,
              "# TYPE files counter\n# HELP files Saved.\nfiles 3\n");

      assertThat(put.statusCode()).isEqualTo(200);
      assertThat(value(server, "files{job='/var/tmp',shop='a b'}")).isEqualTo("3");
      assertThat(server.data("metadata?metric=files").toString())
          .contains("\"type\":\"counter\"", "Saved.");
      assertThat(server.send("DELETE", "/metrics/job/%2Fvar", TEXT, "").statusCode())
          .isIn(202, 400);
      assertThat(
              server
                  .send("DELETE", "/metrics/job@base64/L3Zhci90bXA=/shop/a%20b", TEXT, "")
                  .statusCode())
          .isEqualTo(202);
      assertThat(server.query("files")).isEmpty();
      assertThat(server.send("POST", "/metrics/job/a/b", TEXT, "x 1\n").body())
          .contains("odd number of components");
    }
  }

  @Test
  void historyIsImportedWithItsProgress() throws Exception {
    try (StartedVigie server = start("import: true")) {
      long seconds = System.currentTimeMillis() / 1000 - 86_400;
      HttpResponse<String> text =
          server.send("POST", "/api/v1/import", TEXT, "x 1 " + seconds + "000\n");
      HttpResponse<String> csv =
          server.send(
              "POST",
              "/api/v1/import/csv?format=1:time:unix_s,2:metric:y&extra_label=site=paris&progress=1",
              "text/csv",
              seconds + ",2\n");

      assertThat(text.statusCode()).isEqualTo(200);
      assertThat(csv.body())
          .isEqualTo(
              """
              {"lines":1,"bytes":13,"samples":1,"rejected":0}
              {"status":"success","data":{"lines":1,"bytes":13,"samples":1,"rejected":0}}
              """);
      assertThat(value(server, "x @ " + seconds)).isEqualTo("1");
      assertThat(value(server, "y{site='paris'} @ " + seconds)).isEqualTo("2");
      assertThat(server.send("POST", "/api/v1/import", TEXT, "x 1 1600000000000\n").body())
          .contains("\"status\":\"error\"", "too old sample");
    }
  }

  @Test
  void lineProtocolIsTakenInBothVersions() throws Exception {
    try (StartedVigie server = start("influx: true")) {
      HttpResponse<String> v1 =
          server.send("POST", "/write?db=telegraf", TEXT, "cpu,host=a idle=99.5,user=1i\n");
      HttpResponse<String> v2 =
          server.send(
              "POST", "/api/v2/write?org=o&bucket=b&precision=s", TEXT, "mem used=5u\nbroken\n");

      assertThat(v1.statusCode()).isEqualTo(204);
      assertThat(v2.statusCode()).isEqualTo(400);
      assertThat(v2.body()).contains("\"code\":\"invalid\"", "missing fields dropped=1");
      assertThat(value(server, "cpu_idle{db='telegraf',host='a'}")).isEqualTo("99.5");
      assertThat(value(server, "mem_used{db='b'}")).isEqualTo("5");
      assertThat(server.get("/ping").headers().firstValue("X-Influxdb-Version")).isPresent();
      assertThat(server.post("/query", "q=CREATE+DATABASE+telegraf").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,  /metrics/job/a,             pushgateway",
    "POST, /api/v1/import,             import",
    "POST, /api/v1/import/csv,         import",
    "POST, /write,                     influx",
    "POST, /api/v2/write,              influx",
  })
  void whatIsSwitchedOffSaysHowToSwitchItOn(String method, String path, String key)
      throws Exception {
    try (StartedVigie server = StartedVigie.withoutFile(folder)) {
      HttpResponse<String> answer = server.send(method, path, TEXT, "");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("`vigie: {push: {" + key + ": true}}`");
    }
  }

  @Test
  void aReloadOpensAndClosesWays() throws Exception {
    try (StartedVigie server = start("pushgateway: true")) {
      Files.writeString(folder.resolve("prometheus.yml"), "vigie: {push: {influx: true}}\n");
      server.vigie.reload();

      assertThat(server.send("PUT", "/metrics/job/a", TEXT, "x 1\n").statusCode()).isEqualTo(404);
      assertThat(server.send("POST", "/write", TEXT, "x v=1\n").statusCode()).isEqualTo(204);
    }
  }
}
