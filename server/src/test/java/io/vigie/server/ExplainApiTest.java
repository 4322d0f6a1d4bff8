package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainApiTest {
  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    StartedVigie.fill(folder);
    server = StartedVigie.withoutFile(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode explain(String query, String more) throws Exception {
    return server.data("explain?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + more);
  }

  @Test
  void theTreeIsThatOfParseQueryWithAnAccountOnEveryNode() throws Exception {
    JsonNode tree = explain("sum by (job) (rate(requests_total[1m]))", "").get("tree");
    assertThat(tree.get("type").asString()).isEqualTo("aggregation");
    assertThat(tree.at("/grouping/0").asString()).isEqualTo("job");
    assertThat(tree.at("/position/end").asInt()).isEqualTo(39);
    assertThat(tree.at("/explain/seriesIn").asInt()).isEqualTo(2);
    assertThat(tree.at("/explain/seriesOut").asInt()).isEqualTo(2);
    assertThat(tree.at("/explain/samplesRead").asInt()).isPositive();
    assertThat(tree.at("/explain/totalMillis").asDouble())
        .isGreaterThanOrEqualTo(tree.at("/explain/ownMillis").asDouble());
    assertThat(tree.at("/expr/args/0/type").asString()).isEqualTo("matrixSelector");
    assertThat(tree.at("/expr/args/0/explain/seriesIn").asInt()).isEqualTo(2);
    assertThat(tree.at("/explain/labels/counts/0/name").asString()).isEqualTo("job");
  }

  @Test
  void aMatchTellsItsGroupsAndWhyOneHasNoPartner() throws Exception {
    JsonNode matching =
        explain("requests_total{job=\"api\"} / on (job) requests_total{job=\"web\"}", "")
            .at("/tree/explain/matching");
    assertThat(matching.get("groupCount").asInt()).isEqualTo(2);
    assertThat(matching.get("leftOnlyCount").asInt()).isEqualTo(1);
    assertThat(matching.get("truncated").asBoolean()).isFalse();
    JsonNode group = matching.at("/groups/0");
    assertThat(group.at("/labels/job").asString()).isEqualTo("api");
    assertThat(group.at("/left/count").asInt()).isEqualTo(1);
    assertThat(group.at("/left/series/0/metric/__name__").asString()).isEqualTo("requests_total");
    assertThat(group.at("/right/count").asInt()).isZero();
    assertThat(group.at("/result").asInt()).isZero();
    assertThat(group.at("/reason/kind").asString()).isEqualTo("noSuchValue");
    assertThat(group.at("/reason/message").asString())
        .isEqualTo("the right side has no series with job=\"api\"; the nearest has job=\"web\"");
    assertThat(group.at("/reason/details/nearest/job").asString()).isEqualTo("web");
  }

  @Test
  void anEmptySelectorNamesTheMatcherThatEmptiesIt() throws Exception {
    JsonNode reason = explain("requests_total{job=\"apo\"}", "").at("/tree/explain/reasons/0");
    assertThat(reason.get("kind").asString()).isEqualTo("matcherEmpties");
    assertThat(reason.at("/details/nearest/0").asString()).isEqualTo("api");
  }

  @Test
  void aRangeIsExplainedOverItsSteps() throws Exception {
    long now = System.currentTimeMillis() / 1000;
    JsonNode data = explain("requests_total", "&start=" + (now - 120) + "&end=" + now + "&step=30");
    assertThat(data.at("/tree/explain/steps").asInt()).isEqualTo(5);
    assertThat(data.at("/stats/samples/samplesRead").asInt())
        .isEqualTo(data.at("/tree/explain/samplesRead").asInt());
  }

  @Test
  void aQueryThatFailsOnItsDataIsExplainedWithTheError() throws Exception {
    JsonNode data = explain("requests_total + on () requests_total", "");
    assertThat(data.at("/error/errorType").asString()).isEqualTo("execution");
    assertThat(data.at("/error/message").asString()).contains("many-to-many matching not allowed");
    assertThat(data.at("/tree/explain/matching/groups/0/reason/kind").asString())
        .isEqualTo("severalOnOneSide");
    assertThat(data.at("/tree/explain/matching/groups/0/result").isNull()).isTrue();
  }

  @Test
  void whatCannotBeReadIsRefusedAsForAQuery() throws Exception {
    HttpResponse<String> response = server.post("/api/v1/explain", "query=sum(");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(JsonMapper.shared().readTree(response.body()).get("error").asString())
        .startsWith("invalid parameter \"query\": 1:5: parse error");
  }

  @Test
  void theDeepestQueryIsExplainedOnTheThreadOfARequest() throws Exception {
    String query = "abs(".repeat(290) + "requests_total" + ")".repeat(290);
    assertThat(server.post("/api/v1/explain", "query=" + query).statusCode()).isEqualTo(200);
  }
}
