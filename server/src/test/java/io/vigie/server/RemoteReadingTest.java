package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server that looks for samples in another one, as `remote_read` says.
class RemoteReadingTest {
  @TempDir Path folder;

  /// Starts a server that holds five minutes of `requests_total` and `latency_seconds`.
  private StartedVigie startHolder() throws IOException {
    Path holder = Files.createDirectories(folder.resolve("holder"));
    StartedVigie.fill(holder);
    Path config = holder.resolve("prometheus.yml");
    Files.writeString(config, "global: {external_labels: {site: paris}}\n");
    return StartedVigie.withFile(holder, config);
  }

  private StartedVigie startReader(String config) throws IOException {
    Path reader = Files.createDirectories(folder.resolve("reader"));
    Path file = reader.resolve("prometheus.yml");
    Files.writeString(file, config);
    return StartedVigie.withFile(reader, file);
  }

  private static String endpoint(StartedVigie holder, String more) {
    return "{url: '" + holder.url() + "/api/v1/read'" + more + "}";
  }

  private static String value(StartedVigie server, String query) throws Exception {
    JsonNode result = server.query(query);
    assertThat(result.size()).as(query).isEqualTo(1);
    return result.get(0).get("value").get(1).asString();
  }

  private static JsonNode answer(StartedVigie server, String query) throws Exception {
    String path = "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    return JsonMapper.shared().readTree(server.get(path).body());
  }

  @Test
  void queriesSeeWhatAnotherServerHolds() throws Exception {
    try (StartedVigie holder = startHolder();
        StartedVigie reader =
            startReader("remote_read: [" + endpoint(holder, ", read_recent: true") + "]\n")) {
      assertThat(value(reader, "requests_total{job='api',site='paris'}")).isEqualTo("20");
      assertThat(value(reader, "count_over_time(requests_total{job='web'}[10m])")).isEqualTo("21");
      assertThat(value(reader, "histogram_count(latency_seconds{job='api'})")).isEqualTo("40");
      assertThat(reader.query("requests_total{job=~'a.*'}")).hasSize(1);
      assertThat(reader.query("requests_total{job!='api'}")).hasSize(1);
      assertThat(reader.query("nothing")).isEmpty();
    }
  }

  @Test
  void seriesAreListedThatAnotherServerHolds() throws Exception {
    try (StartedVigie holder = startHolder();
        StartedVigie reader =
            startReader(
                "remote_read: ["
                    + endpoint(holder, ", read_recent: true")
                    + ", {name: gone, url: 'http://127.0.0.1:1/read', read_recent: true}]\n")) {
      String path = "/api/v1/series?match[]=%7Bjob=%22api%22%7D".replace("[]", "%5B%5D");
      JsonNode answer = JsonMapper.shared().readTree(reader.get(path).body());

      assertThat(answer.path("data").toString())
          .contains("\"requests_total\"", "\"latency_seconds\"", "\"site\":\"paris\"");
      assertThat(answer.path("warnings").get(0).asString()).startsWith("remote_read gone: ");
    }
  }

  @Test
  void samplesOfBothServersAreOneSeriesAndExternalLabelsAreOurs() throws Exception {
    try (StartedVigie holder = startHolder();
        StartedVigie reader =
            startReader(
                "global: {external_labels: {site: paris}}\nvigie: {push: {import: true}}\n"
                    + "remote_read: ["
                    + endpoint(holder, ", read_recent: true")
                    + "]\n")) {
      long nowMillis = System.currentTimeMillis();
      reader.send(
          "POST",
          "/api/v1/import",
          "text/plain",
          "requests_total{job=\"api\"} 21 " + nowMillis + "\n");

      assertThat(value(reader, "count_over_time(requests_total{job='api'}[10m])")).isEqualTo("22");
      assertThat(value(reader, "requests_total{job='api'}")).isEqualTo("21");
    }
  }

  @Test
  void recentTimesAndSelectorsWithoutTheRequiredMatchersAreNotAskedFor() throws Exception {
    try (StartedVigie holder = startHolder();
        StartedVigie reader =
            startReader(
                "vigie: {push: {import: true}}\nremote_read: ["
                    + endpoint(holder, ", required_matchers: {job: api}")
                    + "]\n")) {
      assertThat(reader.query("requests_total")).isEmpty();
      assertThat(value(reader, "requests_total{job='api'}")).isEqualTo("20");
      long nowMillis = System.currentTimeMillis();
      reader.send("POST", "/api/v1/import", "text/plain", "up 1 " + (nowMillis - 600_000) + "\n");

      assertThat(reader.query("requests_total{job='api'}")).isEmpty();
    }
  }

  @Test
  void aServerThatDoesNotAnswerCostsAWarning() throws Exception {
    try (StartedVigie reader =
        startReader(
            "vigie: {push: {import: true}}\n"
                + "remote_read: [{name: gone, url: 'http://127.0.0.1:1/read', read_recent: true}]\n")) {
      reader.send("POST", "/api/v1/import", "text/plain", "here 1\n");
      JsonNode answer = answer(reader, "here");

      assertThat(answer.path("data").path("result")).hasSize(1);
      assertThat(answer.path("warnings").get(0).asString()).startsWith("remote_read gone: ");
    }
  }
}
