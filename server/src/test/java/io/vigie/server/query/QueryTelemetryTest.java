package io.vigie.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.Ticker;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.promql.eval.QueryException;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.promql.eval.QueryOrigin;
import io.vigie.server.telemetry.Telemetry;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryMetricStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QueryTelemetryTest {
  @TempDir Path folder;

  private final Telemetry telemetry = new Telemetry();
  private final InMemoryMetricStore store = new InMemoryMetricStore();
  private final QueryTelemetry queries =
      new QueryTelemetry(
          new FakeClock(Instant.parse("2026-02-08T14:59:50.387Z")), telemetry.meters());
  private final PromqlEngine engine =
      new PromqlEngine(store, EngineOptions.defaults(), Ticker.system(), queries, Meters.NONE);
  private Path log;

  @BeforeEach
  void begin() throws IOException {
    log = folder.resolve("queries.log");
    queries.watch(engine);
    queries.logTo(QueryTelemetry.open(Optional.of(log)));
    try (Appender appender = store.appender()) {
      long up = appender.reference(Labels.of("__name__", "up"));
      appender.append(up, 0, 1);
      appender.commit();
    }
  }

  private JsonNode onlyLine() throws IOException {
    assertThat(Files.readAllLines(log)).hasSize(1);
    return JsonMapper.shared().readTree(Files.readString(log));
  }

  private String metrics() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    telemetry.write("", out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void logsAQueryWithTheFieldsOfPrometheus() throws IOException {
    ScopedValue.where(
            QueryOrigin.CURRENT,
            new QueryOrigin.HttpRequest("127.0.0.1", "GET", "/api/v1/query_range"))
        .run(() -> engine.range("up == 0", 0, 60_000, 15_000, QueryOptions.defaults()));
    JsonNode line = onlyLine();
    assertThat(line.path("time").asString()).isEqualTo("2026-02-08T14:59:50.387Z");
    assertThat(line.path("level").asString()).isEqualTo("INFO");
    assertThat(line.path("msg").asString()).isEqualTo("promql query logged");
    assertThat(line.path("params").toString())
        .isEqualTo(
            "{\"end\":\"1970-01-01T00:01:00.000Z\",\"query\":\"up == 0\",\"start\":\"1970-01-01T00:00:00.000Z\",\"step\":15}");
    assertThat(line.path("httpRequest").toString())
        .isEqualTo(
            "{\"clientIP\":\"127.0.0.1\",\"method\":\"GET\",\"path\":\"/api/v1/query_range\"}");
    assertThat(line.at("/stats/timings/execTotalTime").asDouble()).isPositive();
    assertThat(line.at("/stats/samples/totalQueryableSamples").asLong()).isEqualTo(5);
    assertThat(line.has("error")).isFalse();
  }

  @Test
  void namesTheRuleGroupOfAQuery() throws IOException {
    ScopedValue.where(QueryOrigin.CURRENT, new QueryOrigin.RuleGroup("a.yml", "group"))
        .run(() -> engine.instant("up", 0, QueryOptions.defaults()));
    assertThat(onlyLine().path("ruleGroup").toString())
        .isEqualTo("{\"file\":\"a.yml\",\"name\":\"group\"}");
    assertThat(onlyLine().at("/params/step").asLong()).isZero();
  }

  @Test
  void logsAQueryThatFailsWithItsError() throws IOException {
    assertThatThrownBy(
            () -> engine.instant("label_replace(up, \"é é\", \"x\", \"up\", \"(\")", 0, options()))
        .isInstanceOf(QueryException.class);
    assertThat(onlyLine().path("error").asString()).contains("invalid regular expression");
  }

  private static QueryOptions options() {
    return QueryOptions.defaults();
  }

  @Test
  void countsAndTimesUnderTheNamesOfPrometheus() throws IOException {
    engine.range("up", 0, 60_000, 15_000, QueryOptions.defaults());
    assertThat(metrics())
        .contains("prometheus_engine_queries 0.0")
        .contains("prometheus_engine_queries_concurrent_max 20.0")
        .contains("prometheus_engine_query_samples_total 5.0")
        .contains("prometheus_engine_query_duration_seconds_count{slice=\"inner_eval\"} 1")
        .contains("prometheus_engine_query_duration_seconds{slice=\"queue_time\",quantile=\"0.9\"}")
        .contains("prometheus_engine_query_log_enabled 1.0");
  }

  @Test
  void countsWhatCannotBeLoggedAndAnswersAllTheSame() throws IOException {
    var file = QueryTelemetry.open(Optional.of(log));
    queries.logTo(file);
    file.orElseThrow().close();
    assertThat(engine.instant("up", 0, QueryOptions.defaults()).value()).isNotNull();
    assertThat(metrics()).contains("prometheus_engine_query_log_failures_total 1.0");
  }
}
