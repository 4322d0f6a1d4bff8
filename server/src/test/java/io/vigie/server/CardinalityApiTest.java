package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.vigie.server.sidebyside.HistoryOfPrometheus;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CardinalityApiTest {
  @TempDir static Path folder;
  private static StartedVigie server;

  /// Thirty series of `many` in parts, and again in memory, as are two of `few`: a sample each ten
  /// seconds. What is only in parts is not active.
  @BeforeAll
  static void start() throws Exception {
    long now = System.currentTimeMillis();
    Path file =
        Files.writeString(
            folder.resolve("p.yml"),
            """
            scrape_configs: []
            vigie:
              limits: [{match: '{__name__="many"}', max_series: 30}]
            """);
    try (StartedVigie before = StartedVigie.withFileAndReceiver(folder, file)) {
      before.write(samples("many", 30, now - 600_000, now - 300_001));
    }
    server = StartedVigie.withFileAndReceiver(folder, file);
    server.write(samples("many", 30, now - 290_000, now));
    server.write(samples("few", 2, now - 290_000, now));
    server.write(visits(now));
    server.write(
        new HistoryOfPrometheus().sample("many", Map.of("pod", "too many"), now, 1).body());
  }

  private static byte[] samples(String metric, int series, long from, long to) throws Exception {
    HistoryOfPrometheus samples = new HistoryOfPrometheus();
    for (int i = 0; i < series; i++) {
      Map<String, String> labels = Map.of("pod", "p" + i, "zone", i % 3 == 0 ? "a" : "b");
      for (long at = from; at <= to; at += 10_000) {
        samples.sample(metric, labels, at, at % 977);
      }
    }
    return samples.body();
  }

  /// A series for each of 25 visitors.
  private static byte[] visits(long now) throws Exception {
    HistoryOfPrometheus samples = new HistoryOfPrometheus();
    for (int i = 0; i < 25; i++) {
      samples.sample("visits_total", Map.of("visitor", "192.0.2." + i, "zone", "a"), now, 1);
    }
    return samples.body();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode metric(String name) throws Exception {
    for (JsonNode metric : server.data("status/cardinality?limit=1000").get("metrics")) {
      if (metric.get("name").asString().equals(name)) {
        return metric;
      }
    }
    throw new AssertionError("no " + name);
  }

  @Test
  void metricsAreListedWithWhatTheyCost() throws Exception {
    JsonNode many = metric("many");
    assertThat(many.get("series").asLong()).isEqualTo(30);
    assertThat(many.get("samplesPerSecond").asDouble()).isBetween(2.8, 3.1);
    assertThat(many.get("bytes").asLong()).isPositive();
    assertThat(metric("few").get("bytes").asLong()).isZero();
  }

  @Test
  void aMetricLeadsToItsLabelsAndTheseToTheirValues() throws Exception {
    JsonNode labels = server.data("status/cardinality?metric=many").get("labels");
    assertThat(labels).hasSize(2);
    assertThat(labels.get(0).get("name").asString()).isEqualTo("pod");
    assertThat(labels.get(0).get("values").asInt()).isEqualTo(30);
    assertThat(labels.get(1).get("values").asInt()).isEqualTo(2);

    JsonNode values = server.data("status/cardinality?metric=many&label=zone");
    assertThat(values.get("total").asInt()).isEqualTo(2);
    assertThat(values.get("values").get(0).get("name").asString()).isEqualTo("b");
    assertThat(values.get("values").get(0).get("series").asLong()).isEqualTo(20);
    assertThat(values.get("values").get(0).get("samplesPerSecond").asDouble()).isBetween(1.8, 2.1);
  }

  @Test
  void listsComeInPagesAndAreSearched() throws Exception {
    JsonNode page =
        server.data("status/cardinality?metric=many&label=pod&sort=name&limit=2&offset=29");
    assertThat(page.get("total").asInt()).isEqualTo(30);
    assertThat(page.get("values")).hasSize(1);
    assertThat(page.get("values").get(0).get("name").asString()).isEqualTo("p9");
    assertThat(server.data("status/cardinality?search=MAN&limit=5").get("metrics"))
        .anySatisfy(one -> assertThat(one.get("name").asString()).isEqualTo("many"));
    assertThat(server.data("status/cardinality?offset=100000").get("metrics")).isEmpty();
  }

  @Test
  void listsComeInTheOrderOfWhatTheyCost() throws Exception {
    for (String order : List.of("samples", "bytes")) {
      String values = "status/cardinality?metric=many&label=zone&sort=" + order;
      assertThat(server.data(values).get("values").get(0).get("name").asString()).isEqualTo("b");
      assertThat(
              server
                  .data("status/cardinality?limit=1&sort=" + order)
                  .get("metrics")
                  .get(0)
                  .get("name")
                  .asString())
          .isEqualTo("many");
    }
    HttpResponse<String> wrong = server.get("/api/v1/status/cardinality?sort=size");
    assertThat(wrong.body())
        .contains("sort must be one of series, samples, bytes, name, not \\\"size\\\"");
  }

  @Test
  void whenAMetricWasQueriedLastIsRemembered() throws Exception {
    assertThat(metric("few").has("lastQueried")).isFalse();
    server.query("sum(few)");
    server.query("{__name__=~\"fe.\"}");
    assertThat(metric("few").get("lastQueried").asDouble())
        .isCloseTo(System.currentTimeMillis() / 1e3, offset(60.0));
    server.query("{pod=\"p1\"}");
    assertThat(metric("many").has("lastQueried")).isFalse();
  }

  @Test
  void budgetsSayWhatIsUsedAndWhatTheyRefused() throws Exception {
    JsonNode budget = server.data("status/cardinality").get("budgets").get(0);
    assertThat(budget.get("match").asString()).isEqualTo("{__name__=\"many\"}");
    assertThat(budget.get("maxSeries").asLong()).isEqualTo(30);
    assertThat(budget.get("series").asLong()).isEqualTo(30);
    assertThat(budget.get("refused").asLong()).isEqualTo(1);
  }

  @Test
  void labelsWithoutABoundAreSaidWithWhatToDo() throws Exception {
    JsonNode all = server.data("status/cardinality").get("unboundedLabels");
    assertThat(all).hasSize(1);
    JsonNode visitor = all.get(0);
    assertThat(visitor.get("metric").asString()).isEqualTo("visits_total");
    assertThat(visitor.get("label").asString()).isEqualTo("visitor");
    assertThat(visitor.get("values").asInt()).isEqualTo(25);
    assertThat(visitor.get("kind").asString()).isEqualTo("address");
    assertThat(visitor.get("reason").asString())
        .startsWith("visits_total has a series for each visitor, 25 of them now");
    assertThat(visitor.get("remedies").get(0).asString())
        .isEqualTo("metric_relabel_configs: [{action: labeldrop, regex: visitor}]");
    assertThat(visitor.get("remedies").get(1).asString())
        .isEqualTo("vigie: {limits: [{match: '{__name__=\"visits_total\"}', max_series: 1000}]}");
    JsonNode labels = server.data("status/cardinality?metric=visits_total").get("labels");
    assertThat(labels.get(0).get("unbounded").get("kind").asString()).isEqualTo("address");
    assertThat(labels.get(1).has("unbounded")).isFalse();
    assertThat(server.data("status/cardinality?metric=many").get("labels").get(0).has("unbounded"))
        .isFalse();
  }

  @Test
  void wrongRequestsSayWhatIsWrong() throws Exception {
    for (String query : new String[] {"limit=0", "limit=x", "offset=-1", "sort=best", "label=a"}) {
      HttpResponse<String> answer = server.get("/api/v1/status/cardinality?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(JsonMapper.shared().readTree(answer.body()).get("errorType").asString())
          .isEqualTo("bad_data");
    }
  }
}
