package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.TsdbConfig;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TsdbAdminApiTest {
  private static final String API = "/api/v1/admin/tsdb/";

  @TempDir Path folder;
  private StartedVigie server;

  @BeforeEach
  void start() throws Exception {
    StartedVigie.fill(folder);
    server = StartedVigie.withAdminApi(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsDeletedIsGoneFromTheNextAnswer() throws Exception {
    long now = System.currentTimeMillis() / 1000;
    String range =
        "query_range?query=requests_total&start=%d&end=%d&step=15".formatted(now - 240, now - 30);
    assertThat(server.data(range).get("result")).hasSize(2);

    HttpResponse<String> answer =
        server.post(API + "delete_series", "match[]=requests_total%7Bjob%3D%22api%22%7D");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(server.data(range).get("result")).hasSize(1);
    assertThat(jobsOf("requests_total")).containsExactly("web");
    assertThat(jobsOf("latency_seconds")).containsExactly("api", "web");
  }

  @Test
  void onlySamplesBetweenStartAndEndAreDeleted() throws Exception {
    long now = System.currentTimeMillis() / 1000;
    assertThat(count("requests_total{job='api'}[10m]")).isEqualTo(21);

    HttpResponse<String> answer =
        server.put(
            API
                + "delete_series?match[]=requests_total&start="
                + (now - 600)
                + "&end="
                + (now - 150));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(count("requests_total{job='api'}[10m]")).isBetween(9, 12);
  }

  @Test
  void severalSelectorsAreDeletedAtOnce() throws Exception {
    server.post(API + "delete_series", "match[]=requests_total&match[]=latency_seconds");

    assertThat(jobsOf("requests_total")).isEmpty();
    assertThat(jobsOf("latency_seconds")).isEmpty();
  }

  @Test
  void aWrongSelectorDeletesNothingAtAll() throws Exception {
    HttpResponse<String> answer =
        server.post(API + "delete_series", "match[]=requests_total&match[]=%7Bjob");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer)).startsWith("invalid parameter \"match[]\": ");
    assertThat(jobsOf("requests_total")).containsExactly("api", "web");
  }

  @Test
  void wrongRequestsSayWhatIsWrong() throws Exception {
    assertThat(error(server.post(API + "delete_series", "")))
        .isEqualTo("no match[] parameter provided");
    assertThat(error(server.post(API + "delete_series", "match[]=%7B%7D")))
        .contains("at least one non-empty matcher");
    assertThat(error(server.post(API + "delete_series", "match[]=up&start=yesterday")))
        .startsWith("invalid parameter \"start\": ");
    assertThat(error(server.post(API + "snapshot", "skip_head=maybe")))
        .startsWith("invalid parameter \"skip_head\": unable to parse boolean");
    assertThat(server.get(API + "snapshot").statusCode()).isEqualTo(405);
  }

  @Test
  void aSnapshotIsAStoreOfItsOwn() throws Exception {
    JsonNode answer =
        JsonMapper.shared().readTree(server.post(API + "snapshot", "skip_head=false").body());
    String name = answer.get("data").get("name").asString();
    server.post(API + "delete_series", "match[]=requests_total");

    assertThat(name).matches("\\d{8}T\\d{6}Z-[0-9a-f]{16}");
    Path snapshot = folder.resolve("data").resolve("snapshots").resolve(name);
    try (Tsdb tsdb =
            Tsdb.open(snapshot, TsdbConfig.defaults(), InstantSource.system(), Meters.NONE);
        Selection all = tsdb.select(TimeRange.ALWAYS, List.of())) {
      assertThat(all.series().stream().map(Series::labels))
          .contains(Labels.of("__name__", "requests_total", "job", "api"));
    }
  }

  @Test
  void cleaningTombstonesHasNothingLeftToDo() throws Exception {
    assertThat(server.put(API + "clean_tombstones").statusCode()).isEqualTo(204);
  }

  @Test
  void nothingIsDoneUnlessAllowed() throws Exception {
    server.close();
    server = StartedVigie.withoutFile(folder);
    for (String operation : List.of("delete_series", "clean_tombstones", "snapshot")) {
      HttpResponse<String> answer = server.post(API + operation, "match[]=requests_total");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(error(answer)).isEqualTo("admin APIs disabled");
      assertThat(JsonMapper.shared().readTree(answer.body()).get("errorType").asString())
          .isEqualTo("unavailable");
    }
    assertThat(jobsOf("requests_total")).containsExactly("api", "web");
  }

  private static String error(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body()).get("error").asString();
  }

  private List<String> jobsOf(String metric) throws Exception {
    return server
        .query(metric + "[10m]")
        .valueStream()
        .map(series -> series.get("metric").get("job").asString())
        .toList();
  }

  private int count(String selector) throws Exception {
    return server.query(selector).get(0).get("values").size();
  }
}
