package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Meters;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.TsdbConfig;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The search for names and values, asked over HTTP.
class SearchApiTest {
  private static final long SECOND = System.currentTimeMillis() / 1000 - 6 * 3600;
  private static final String THEN = "&start=%d&end=%d".formatted(SECOND - 1, SECOND + 1);

  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    try (Tsdb tsdb =
            Tsdb.open(
                folder.resolve("data"),
                TsdbConfig.defaults(),
                InstantSource.system(),
                Meters.NONE);
        Appender appender = tsdb.appender()) {
      for (String name : List.of("go_gc_seconds", "go_goroutines", "process_cpu_total", "up")) {
        for (String job : List.of("api", "Web")) {
          appender.append(
              appender.reference(Labels.of("__name__", name, "job", job)), SECOND * 1000, 1);
        }
      }
      appender.append(
          appender.reference(Labels.of("__name__", "up", "job", "db", "zone", "eu")),
          SECOND * 1000,
          1);
      appender.commit();
    }
    server = StartedVigie.withoutFile(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<JsonNode> lines(String path) throws Exception {
    HttpResponse<String> response = server.get("/api/v1/search/" + path + THEN);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body().lines().map(JsonMapper.shared()::readTree).toList();
  }

  private static List<String> found(String path) throws Exception {
    return lines(path).stream()
        .flatMap(line -> line.path("results").valueStream())
        .map(result -> result.path("name").asString(result.path("value").asString("")))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "metric_names?x, go_gc_seconds go_goroutines process_cpu_total up",
    "metric_names?sort_by=alpha&sort_dir=dsc, up process_cpu_total go_goroutines go_gc_seconds",
    "metric_names?search[]=go_g, go_gc_seconds go_goroutines",
    "metric_names?search[]=gro, go_goroutines",
    "metric_names?search[]=GO_GC, ''",
    "metric_names?search[]=GO_GC&case_sensitive=false, go_gc_seconds",
    "metric_names?search[]=up&search[]=cpu, process_cpu_total up",
    "metric_names?search[]=up&search[]=cpu&sort_by=score, up process_cpu_total",
    "metric_names?search[]=go_goroutins&fuzz_alg=jarowinkler, ''",
    "metric_names?search[]=go_goroutins&fuzz_alg=jarowinkler&fuzz_threshold=90, go_goroutines",
    "metric_names?match[]={job=\"db\"}, up",
    "metric_names?match[]={job=\"db\"}&match[]=go_goroutines, go_goroutines up",
    "label_names?x, __name__ job zone",
    "label_names?search[]=ob, job",
    "label_values?label=job, Web api db",
    "label_values?label=job&match[]=go_goroutines&search[]=w&case_sensitive=f, Web",
    "label_values?label=nothing, ''",
  })
  void namesAndValuesAreFound(String path, String expected) throws Exception {
    assertThat(String.join(" ", found(encoded(path)))).isEqualTo(expected);
  }

  private static String encoded(String path) {
    return path.replace("[", "%5B")
        .replace("]", "%5D")
        .replace("{", "%7B")
        .replace("}", "%7D")
        .replace("\"", "%22");
  }

  @Test
  void resultsComeInLinesOfOneBatchAndALastOneThatSaysWhetherThereAreMore() throws Exception {
    assertThat(lines("metric_names?batch_size=2&limit=3"))
        .map(JsonNode::toString)
        .containsExactly(
            "{\"results\":[{\"name\":\"go_gc_seconds\"},{\"name\":\"go_goroutines\"}]}",
            "{\"results\":[{\"name\":\"process_cpu_total\"}]}",
            "{\"status\":\"success\",\"has_more\":true}");
    assertThat(lines("label_values?label=job&limit=3").getLast().get("has_more").asBoolean())
        .isFalse();
  }

  @Test
  void aLineComesEvenIfNothingIsFound() throws Exception {
    assertThat(lines("metric_names?search%5B%5D=nosuchthing"))
        .map(JsonNode::toString)
        .containsExactly("{\"results\":[]}", "{\"status\":\"success\",\"has_more\":false}");
  }

  @Test
  void aResultSaysItsScoreAndItsSeriesIfAsked() throws Exception {
    assertThat(
            lines("metric_names?search%5B%5D=up&include_score=true&include_series_count=1")
                .getFirst()
                .toString())
        .isEqualTo("{\"results\":[{\"name\":\"up\",\"score\":1,\"series\":3}]}");
  }

  @Test
  void theLastHourIsSearchedUnlessToldOtherwise() throws Exception {
    HttpResponse<String> response =
        server.get("/api/v1/search/metric_names?match%5B%5D=process_cpu_total");
    assertThat(response.body().lines().findFirst()).hasValue("{\"results\":[]}");
  }

  @Test
  void aFormIsAskedWithAlike() throws Exception {
    HttpResponse<String> response =
        server.post("/api/v1/search/label_names", "search%5B%5D=zo&sort_by=score" + THEN);
    assertThat(response.body())
        .isEqualTo(
            "{\"results\":[{\"name\":\"zone\"}]}\n{\"status\":\"success\",\"has_more\":false}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=x",
        "limit=10001",
        "limit=99999999999",
        "batch_size=-1",
        "fuzz_threshold=101",
        "fuzz_alg=soundex",
        "case_sensitive=maybe",
        "include_metadata=2",
        "sort_by=cardinality",
        "sort_by=score",
        "sort_by=score&search[]=a&sort_dir=asc",
        "sort_dir=asc",
        "sort_by=alpha&sort_dir=down",
        "start=2&end=1",
        "match[]={}",
      })
  void whatCannotBeIsRefusedBeforeTheStream(String parameters) throws Exception {
    HttpResponse<String> response =
        server.get("/api/v1/search/metric_names?" + encoded(parameters));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(JsonMapper.shared().readTree(response.body()).get("errorType").asString())
        .isEqualTo("bad_data");
  }

  @Test
  void termsAreBounded() throws Exception {
    HttpResponse<String> response =
        server.get("/api/v1/search/metric_names?" + "search%5B%5D=a&".repeat(33));
    assertThat(response.body()).contains("too many search[] terms: got 33, maximum is 32");
  }

  @Test
  void featuresSayThatThereIsASearch() throws Exception {
    JsonNode api = server.data("features").get("api");
    assertThat(api.get("search").asBoolean()).isTrue();
    assertThat(api.get("search_fuzz_alg_jarowinkler").asBoolean()).isTrue();
  }
}
